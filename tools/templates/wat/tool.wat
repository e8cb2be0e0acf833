;; A tool in WebAssembly text: proposes `rfl` for every goal, and counts the bytes of its argument.
;;
;; Text crosses as a pointer and a length. What the host writes into our memory it asks room for
;; by `cabi_realloc`. A function whose result is more than one number returns a pointer to where
;; the result lies:
;;
;;   describe: name, description, input-schema  (pointer and length each)
;;             output-schema                    (a flag: 0 none, 1 some; then pointer and length)
;;             deterministic                    (one byte)
;;   call:     a flag (0 ok, 1 error); for ok a pointer and a length;
;;             for error a kind (0 bad-input, 1 failed, 2 unavailable), then pointer and length
;;   propose:  a list: pointer and how many; each is a tactic (pointer and length) and a weight
(module
  (memory (export "memory") 2)
  (global $next (mut i32) (i32.const 4096))

  (data (i32.const 1000) "{{name}}")
  (data (i32.const 1100) "proposes rfl; a call counts the bytes it is given")
  (data (i32.const 1200) "{\22type\22:\22object\22}")
  (data (i32.const 1300) "{\22bytes\22:")
  (data (i32.const 1400) "rfl")
  (data (i32.const 1500) "an object is expected")

  ;; A bump allocator: every call gets a fresh instance, so nothing is ever freed.
  (func $alloc (export "cabi_realloc")
    (param $old i32) (param $old_size i32) (param $align i32) (param $size i32) (result i32)
    (local $at i32)
    (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
    (global.set $next (i32.add (local.get $at) (local.get $size)))
    (block $fits
      (br_if $fits (i32.le_u (global.get $next) (i32.shl (memory.size) (i32.const 16))))
      (br_if $fits (i32.ne (i32.const -1)
        (memory.grow (i32.add (i32.const 1) (i32.shr_u (local.get $size) (i32.const 16))))))
      unreachable)
    (local.get $at))

  (func (export "describe") (result i32)
    (i32.store (i32.const 2000) (i32.const 1000)) (i32.store (i32.const 2004) (i32.const {{name-length}}))
    (i32.store (i32.const 2008) (i32.const 1100)) (i32.store (i32.const 2012) (i32.const 49))
    (i32.store (i32.const 2016) (i32.const 1200)) (i32.store (i32.const 2020) (i32.const 17))
    (i32.store8 (i32.const 2024) (i32.const 0))
    (i32.store8 (i32.const 2036) (i32.const 1))
    (i32.const 2000))

  ;; The goal comes as its hypotheses (a list) and its target (a text); this tool looks at neither.
  (func (export "propose") (param i32 i32) (param $target i32) (param $length i32) (result i32)
    (i32.store (i32.const 2220) (i32.const 1400)) (i32.store (i32.const 2224) (i32.const 3))
    (f32.store (i32.const 2228) (f32.const 0.5))
    (i32.store (i32.const 2200) (i32.const 2220)) (i32.store (i32.const 2204) (i32.const 1))
    (i32.const 2200))

  ;; Writes {"bytes":N} and returns ok; an error if the argument does not end with a brace.
  (func (export "call") (param $text i32) (param $length i32) (result i32)
    (local $at i32) (local $rest i32) (local $digits i32)
    (if (i32.or (i32.lt_u (local.get $length) (i32.const 2))
                (i32.ne (i32.const 125)
                  (i32.load8_u (i32.sub (i32.add (local.get $text) (local.get $length)) (i32.const 1)))))
      (then
        (i32.store8 (i32.const 2100) (i32.const 1)) (i32.store8 (i32.const 2104) (i32.const 0))
        (i32.store (i32.const 2108) (i32.const 1500)) (i32.store (i32.const 2112) (i32.const 21))
        (return (i32.const 2100))))
    (memory.copy (i32.const 3000) (i32.const 1300) (i32.const 9))
    ;; how many digits
    (local.set $rest (local.get $length))
    (loop $count
      (local.set $digits (i32.add (local.get $digits) (i32.const 1)))
      (local.set $rest (i32.div_u (local.get $rest) (i32.const 10)))
      (br_if $count (local.get $rest)))
    ;; the digits, last first
    (local.set $rest (local.get $length))
    (local.set $at (i32.add (i32.const 3009) (local.get $digits)))
    (loop $write
      (local.set $at (i32.sub (local.get $at) (i32.const 1)))
      (i32.store8 (local.get $at) (i32.add (i32.const 48) (i32.rem_u (local.get $rest) (i32.const 10))))
      (local.set $rest (i32.div_u (local.get $rest) (i32.const 10)))
      (br_if $write (i32.gt_u (local.get $at) (i32.const 3009))))
    (i32.store8 (i32.add (i32.const 3009) (local.get $digits)) (i32.const 125))
    (i32.store8 (i32.const 2100) (i32.const 0))
    (i32.store (i32.const 2104) (i32.const 3000))
    (i32.store (i32.const 2108) (i32.add (i32.const 10) (local.get $digits)))
    (i32.const 2100)))
