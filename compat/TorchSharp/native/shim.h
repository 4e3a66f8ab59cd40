// What the exports share: the C form of an operator argument, tensor handles, and errors as strings.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>

#define EXPORT extern "C" __attribute__((visibility("default")))

// A handle is an owned TensorImpl*; an undefined tensor is a null handle.
using Handle = c10::TensorImpl*;

enum class Kind : int64_t {
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    Ints = 5,
    Tensors = 6,
    OptionalTensors = 7,
    String = 8,
    Generator = 9,
    Device = 10,
    Doubles = 11,
};

// Mirrors Perceiver.Libtorch.NativeArgument.
struct Argument {
    Kind kind;
    union {
        int64_t integer;
        double number;
        void* pointer;
    };
    int64_t length;
};

at::Tensor borrow(Handle handle);
Handle release(at::Tensor&& tensor);
void remember_error(const char* text);

// Runs body; an exception becomes the thread's error text and the given failure value.
template <typename Result, typename Body>
Result guarded(Result failure, Body&& body) noexcept {
    try {
        return body();
    } catch (const c10::Error& error) {
        remember_error(error.what_without_backtrace());
    } catch (const std::exception& error) {
        remember_error(error.what());
    } catch (...) {
        remember_error("unknown native exception");
    }
    return failure;
}
