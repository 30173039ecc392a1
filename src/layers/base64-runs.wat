;; Finds runs of characters of base64. `npm run generate` makes base64-runs-bytes.ts of it; base64-runs.ts says what lies
;; where in the memory.
(module
  (import "search" "memory" (memory 1))

  ;; Writes down start, end and kinds of each run in `length` bytes of text that somebody may ask for; returns how many
  ;; numbers that are. `from` is where the text begins in a longer one. The bytes before and behind the text are read, too.
  ;; A run has 20 bytes and more, and is as long as a token, or has digits and letters, or is all that a literal holds.
  ;; Looks at every twentieth byte only, until one is in a run.
  (func (export "runs") (param $length i32) (param $from i32) (result i32)
    (local $size i32) (local $before i32) (local $behind i32)
    (local $at i32) (local $start i32) (local $end i32) (local $floor i32)
    (local $kind i32) (local $kinds i32) (local $out i32)
    (local.set $at (i32.const 19))
    (block $done
      (loop $on
        (br_if $done (i32.ge_u (local.get $at) (local.get $length)))
        (local.set $kinds (i32.load8_u (i32.load8_u offset=1024 (local.get $at))))
        (if (i32.eqz (local.get $kinds))
          (then
            (local.set $at (i32.add (local.get $at) (i32.const 20)))
            (br $on)))
        (local.set $end (i32.add (local.get $at) (i32.const 1)))
        (block $ended
          (loop $forward
            (br_if $ended (i32.ge_u (local.get $end) (local.get $length)))
            (local.set $kind (i32.load8_u (i32.load8_u offset=1024 (local.get $end))))
            (br_if $ended (i32.eqz (local.get $kind)))
            (local.set $kinds (i32.or (local.get $kinds) (local.get $kind)))
            (local.set $end (i32.add (local.get $end) (i32.const 1)))
            (br $forward)))
        (local.set $start (local.get $at))
        (block $begun
          (loop $back
            (br_if $begun (i32.le_u (local.get $start) (local.get $floor)))
            ;; The byte before `start`.
            (local.set $kind (i32.load8_u (i32.load8_u offset=1023 (local.get $start))))
            (br_if $begun (i32.eqz (local.get $kind)))
            (local.set $kinds (i32.or (local.get $kinds) (local.get $kind)))
            (local.set $start (i32.sub (local.get $start) (i32.const 1)))
            (br $back)))
        (local.set $size (i32.sub (local.get $end) (local.get $start)))
        (if (i32.ge_u (local.get $size) (i32.const 20))
          (then
            (local.set $before (i32.load8_u offset=1023 (local.get $start)))
            (local.set $behind (i32.load8_u offset=1024 (local.get $end)))
            (if (i32.or
                  (i32.or
                    (i32.ge_u (local.get $size) (i32.const 26))
                    ;; A digit, and a letter of either case.
                    (i32.and
                      (i32.shr_u (local.get $kinds) (i32.const 3))
                      (i32.ne (i32.and (local.get $kinds) (i32.const 6)) (i32.const 0))))
                  ;; A quote, and behind the run the same one or the end of base64.
                  (i32.and
                    (i32.or
                      (i32.eq (local.get $before) (i32.const 34))
                      (i32.or (i32.eq (local.get $before) (i32.const 39)) (i32.eq (local.get $before) (i32.const 96))))
                    (i32.or
                      (i32.eq (local.get $before) (local.get $behind))
                      (i32.eq (local.get $behind) (i32.const 61)))))
              (then
                (i32.store offset=69632 (local.get $out) (i32.add (local.get $start) (local.get $from)))
                (i32.store offset=69636 (local.get $out) (i32.add (local.get $end) (local.get $from)))
                (i32.store offset=69640 (local.get $out) (local.get $kinds))
                (local.set $out (i32.add (local.get $out) (i32.const 12)))))))
        (local.set $floor (local.get $end))
        (local.set $at (i32.add (local.get $end) (i32.const 20)))
        (br $on)))
    (i32.shr_u (local.get $out) (i32.const 2))))
