function Queue() { this.items = []; }
Queue.prototype.push = function (item) { this.items.push(item); return this.items.length; };

function* primes(limit) {
  var sieve = [];
  for (var i = 2; i < limit; i++) {
    if (!sieve[i]) {
      yield i;
      for (var j = i * i; j < limit; j += i) sieve[j] = true;
    }
  }
}

function adder(start) { var sum = start; return function (x) { sum += x; return sum; }; }

function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

function risky(i) {
  try {
    if (i % 3 === 0) throw new Error("round " + i);
    return i;
  } catch (e) {
    return e.message.length;
  } finally {
    queue.push({ round: i, text: "r" + i });
  }
}

var queue = new Queue();
var total = adder(0);
var map = new java.util.TreeMap();
for (var round = 0; round < rounds; round++) {
  var count = 0, last = 0;
  for (var p of primes(3000 + round)) { count++; last = p; }
  var words = ("the quick brown fox jumps over the lazy dog " + round).split(/\s+/);
  words.sort(function (a, b) { return a.length - b.length || (a < b ? -1 : 1); });
  map.put("k" + round % 7, count + fib(16 + round % 4));
  total(last + risky(round));
  out.println("round " + round + ": " + count + " primes up to " + last + " " + words.join("-")
      + " " + map);
}
JSON.stringify({ total: total(0), queued: queue.items.length, last: queue.items.pop() });
