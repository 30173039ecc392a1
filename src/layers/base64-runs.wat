;; Finds runs of characters of base64. `npm run generate` makes base64-runs-bytes.ts of it; base64-runs.ts says what lies
;; where in the memory.
(module
  (import "search" "memory" (memory 1))

  ;; Writes down start, end and kinds of each run of 20 bytes and more in `length` bytes of text; returns how many numbers
  ;; that are. Looks at every twentieth byte only, until one is in a run.
  (func (export "runs") (param $length i32) (result i32)
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
        (if (i32.ge_u (i32.sub (local.get $end) (local.get $start)) (i32.const 20))
          (then
            (i32.store offset=69632 (local.get $out) (local.get $start))
            (i32.store offset=69636 (local.get $out) (local.get $end))
            (i32.store offset=69640 (local.get $out) (local.get $kinds))
            (local.set $out (i32.add (local.get $out) (i32.const 12)))))
        (local.set $floor (local.get $end))
        (local.set $at (i32.add (local.get $end) (i32.const 20)))
        (br $on)))
    (i32.shr_u (local.get $out) (i32.const 2))))
