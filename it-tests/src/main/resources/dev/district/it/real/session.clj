(def counter (atom 0))
(def tally (agent {}))
(def from (ref 1000))
(def to (ref 0))
(defn primes []
  ((fn sieve [s]
     (lazy-seq
       (cons (first s)
             (sieve (filter #(not= 0 (mod % (first s))) (rest s))))))
   (iterate inc 2)))
(def known-primes (primes))
(defprotocol Shape (area [this]))
(defrecord Square [side] Shape (area [_] (* side side)))
(defmulti kind :type)
(defmethod kind :even [_] "even")
(defmethod kind :default [_] "other")
(defn fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(def words (into (sorted-map) (for [i (range 100)] [(str "w" i) i])))
(dotimes [i rounds]
  (swap! counter + i)
  (send tally update (mod i 7) (fnil inc 0))
  (dosync (alter from dec) (alter to inc))
  (await tally)
  (let [areas (future (reduce + (map area (map ->Square (range i)))))
        later (promise)]
    (deliver later (fib 15))
    (println i @counter (nth known-primes (min i 300)) (into (sorted-map) @tally)
             @from @to @areas @later
             (kind {:type (if (even? i) :even :odd)})
             (reduce + (vals (assoc words (str i) i)))
             (eval `(+ ~i 1)))
    (flush)))
(shutdown-agents)
(str @counter " " @from " " @to)
