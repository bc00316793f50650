class Account {
  String name
  int balance
  def plus(Account other) {
    new Account(name: name + other.name, balance: balance + other.balance)
  }
}

trait Loud {
  String shout() { toString().toUpperCase() }
}

class Dog implements Loud {
  String toString() { 'dog' }
}

def factorial
factorial = { n -> n < 2 ? 1G : n * factorial(n - 1) }
def sums = [:].withDefault { 0 }
String.metaClass.twice = { -> delegate + delegate }
rounds.times { i ->
  sums[i % 7] += i
  def groups = (1..50).collect { it * i }.findAll { it % 3 == 0 }.groupBy { it % 5 }
  def mixed = (1..200).inject(0) { x, y -> (x * 31 + y * i) % 1000003 }
  def both = new Account(name: 'a', balance: i) + new Account(name: 'b', balance: 2)
  println "$i ${sums[i % 7]} ${groups.size()} $mixed ${factorial(20 + i % 5)} ${both.balance} ${new Dog().shout()} ${'ab'.twice()}"
}
sums
