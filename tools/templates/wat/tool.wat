;; A tool in WebAssembly text.
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
(module
  (memory (export "memory") 2)
  (global $next (mut i32) (i32.const 4096))

  (data (i32.const 1000) "{{name}}")
  (data (i32.const 1100) "counts the bytes of its argument, written as JSON")
  (data (i32.const 1200) "{\22type\22:\22object\22}")
  (data (i32.const 1300) "{\22bytes\22:")

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

  ;; Writes {"bytes":N} and returns ok.
  (func (export "call") (param $text i32) (param $length i32) (result i32)
    (local $at i32) (local $rest i32) (local $digits i32)
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
