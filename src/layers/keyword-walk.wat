;; The inner loop of the keyword search. `npm run generate` makes keyword-walk-bytes.ts of it; keyword-walk.ts says what
;; lies where in the memory.
(module
  (import "search" "memory" (memory 1))

  ;; Walks through four parts of the text side by side, each `part` bytes behind the one before, from `at` up to `stop`.
  ;; Each step has to wait for the one before it in its own part only. Ends of keywords are written down from `found` on.
  ;; Stops before a step that nobody has taken yet; returns where it stopped.
  (func (export "walk") (param $at i32) (param $stop i32) (param $part i32) (param $found i32) (result i32)
    (local $row0 i32) (local $row1 i32) (local $row2 i32) (local $row3 i32)
    (local $next0 i32) (local $next1 i32) (local $next2 i32) (local $next3 i32)
    (local $part2 i32) (local $part3 i32)
    (local.set $row0 (i32.load offset=256 (i32.const 0)))
    (local.set $row1 (i32.load offset=260 (i32.const 0)))
    (local.set $row2 (i32.load offset=264 (i32.const 0)))
    (local.set $row3 (i32.load offset=268 (i32.const 0)))
    (local.set $part2 (i32.shl (local.get $part) (i32.const 1)))
    (local.set $part3 (i32.add (local.get $part) (local.get $part2)))
    (block $out
      (loop $on
        (br_if $out (i32.ge_s (local.get $at) (local.get $stop)))
        ;; next = table[row + 4 * class[text[at]]]
        (local.set $next0 (i32.load offset=602112 (i32.add (local.get $row0)
          (i32.shl (i32.load8_u (i32.load8_u offset=1024 (local.get $at))) (i32.const 2)))))
        (local.set $next1 (i32.load offset=602112 (i32.add (local.get $row1)
          (i32.shl (i32.load8_u (i32.load8_u offset=1024 (i32.add (local.get $at) (local.get $part)))) (i32.const 2)))))
        (local.set $next2 (i32.load offset=602112 (i32.add (local.get $row2)
          (i32.shl (i32.load8_u (i32.load8_u offset=1024 (i32.add (local.get $at) (local.get $part2)))) (i32.const 2)))))
        (local.set $next3 (i32.load offset=602112 (i32.add (local.get $row3)
          (i32.shl (i32.load8_u (i32.load8_u offset=1024 (i32.add (local.get $at) (local.get $part3)))) (i32.const 2)))))
        ;; Not above zero: a step that was not taken yet, or one that ends keywords.
        (if (i32.or
              (i32.or (i32.le_s (local.get $next0) (i32.const 0)) (i32.le_s (local.get $next1) (i32.const 0)))
              (i32.or (i32.le_s (local.get $next2) (i32.const 0)) (i32.le_s (local.get $next3) (i32.const 0))))
          (then
            (br_if $out (i32.or
              (i32.or (i32.eqz (local.get $next0)) (i32.eqz (local.get $next1)))
              (i32.or (i32.eqz (local.get $next2)) (i32.eqz (local.get $next3)))))
            (if (i32.lt_s (local.get $next0) (i32.const 0))
              (then
                (local.set $next0 (i32.sub (i32.const 0) (local.get $next0)))
                (i32.store (local.get $found) (i32.shl (local.get $at) (i32.const 2)))
                (i32.store offset=4 (local.get $found) (local.get $next0))
                (local.set $found (i32.add (local.get $found) (i32.const 8)))))
            (if (i32.lt_s (local.get $next1) (i32.const 0))
              (then
                (local.set $next1 (i32.sub (i32.const 0) (local.get $next1)))
                (i32.store (local.get $found) (i32.or (i32.shl (local.get $at) (i32.const 2)) (i32.const 1)))
                (i32.store offset=4 (local.get $found) (local.get $next1))
                (local.set $found (i32.add (local.get $found) (i32.const 8)))))
            (if (i32.lt_s (local.get $next2) (i32.const 0))
              (then
                (local.set $next2 (i32.sub (i32.const 0) (local.get $next2)))
                (i32.store (local.get $found) (i32.or (i32.shl (local.get $at) (i32.const 2)) (i32.const 2)))
                (i32.store offset=4 (local.get $found) (local.get $next2))
                (local.set $found (i32.add (local.get $found) (i32.const 8)))))
            (if (i32.lt_s (local.get $next3) (i32.const 0))
              (then
                (local.set $next3 (i32.sub (i32.const 0) (local.get $next3)))
                (i32.store (local.get $found) (i32.or (i32.shl (local.get $at) (i32.const 2)) (i32.const 3)))
                (i32.store offset=4 (local.get $found) (local.get $next3))
                (local.set $found (i32.add (local.get $found) (i32.const 8)))))))
        (local.set $row0 (local.get $next0))
        (local.set $row1 (local.get $next1))
        (local.set $row2 (local.get $next2))
        (local.set $row3 (local.get $next3))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $on)))
    (i32.store offset=256 (i32.const 0) (local.get $row0))
    (i32.store offset=260 (i32.const 0) (local.get $row1))
    (i32.store offset=264 (i32.const 0) (local.get $row2))
    (i32.store offset=268 (i32.const 0) (local.get $row3))
    (i32.store offset=272 (i32.const 0) (local.get $found))
    (local.get $at)))
