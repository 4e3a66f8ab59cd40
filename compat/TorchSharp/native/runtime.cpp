// The process: threads, devices, the version it was built against.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include <dlfcn.h>

#include <string>
#if __has_include(<torch/csrc/api/include/torch/version.h>)
#include <torch/csrc/api/include/torch/version.h>
#else
#include <torch/version.h>
#endif

EXPORT const char* px_version() { return TORCH_VERSION; }

EXPORT int64_t px_threads() {
    return guarded<int64_t>(-1, [] { return static_cast<int64_t>(at::get_num_threads()); });
}

EXPORT int64_t px_set_threads(int64_t count) {
    return guarded<int64_t>(-1, [&] {
        at::set_num_threads(static_cast<int>(count));
        return int64_t{0};
    });
}

EXPORT int64_t px_interop_threads() {
    return guarded<int64_t>(-1, [] { return static_cast<int64_t>(at::get_num_interop_threads()); });
}

EXPORT int64_t px_set_interop_threads(int64_t count) {
    return guarded<int64_t>(-1, [&] {
        at::set_num_interop_threads(static_cast<int>(count));
        return int64_t{0};
    });
}

#ifndef PERCEIVER_ORIGIN
#define PERCEIVER_ORIGIN ""
#endif
// Where the libtorch was found that this was built against.
EXPORT const char* px_origin() { return PERCEIVER_ORIGIN; }

namespace {

// What versions call differently, asked by what is there.
template <typename Hooks>
auto count_devices(const Hooks& hooks, int) -> decltype(static_cast<int64_t>(hooks.getNumGPUs())) {
    return hooks.getNumGPUs();
}
template <typename Hooks>
int64_t count_devices(const Hooks& hooks, long) {
    return hooks.deviceCount();
}

template <typename Hooks>
auto cuda_version(const Hooks& hooks, int) -> decltype(static_cast<int64_t>(hooks.versionCUDART())) {
    return hooks.versionCUDART();
}
template <typename Hooks>
int64_t cuda_version(const Hooks&, long) {
    return 0;
}

}  // namespace

// libtorch's CUDA part registers itself when it is loaded. Nothing here needs one of its symbols, so that the same shim
// runs where there is none. Fails with the loader's own words.
EXPORT int64_t px_load_cuda() {
    return guarded<int64_t>(-1, [] {
        if (at::hasCUDA()) return int64_t{0};
        if (dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL) == nullptr) {
            const char* why = dlerror();
            throw std::runtime_error(why != nullptr ? why : "libtorch_cuda.so cannot be loaded");
        }
        return int64_t{0};
    });
}

EXPORT int64_t px_has_cuda() { return at::hasCUDA() ? 1 : 0; }
EXPORT int64_t px_cuda_devices() {
    return guarded<int64_t>(0, [] { return count_devices(at::detail::getCUDAHooks(), 0); });
}
// The CUDA that libtorch was built with, as 13000 for 13.0; 0 where it does not say.
EXPORT int64_t px_cuda_version() {
    return guarded<int64_t>(0, [] { return cuda_version(at::detail::getCUDAHooks(), 0); });
}

// Whether libtorch has an operator: what a version brought is asked by its name.
EXPORT int64_t px_has_operator(const char* name, const char* overload) {
    return guarded<int64_t>(0, [&] {
        return int64_t{c10::Dispatcher::singleton().findSchema({name, overload}).has_value() ? 1 : 0};
    });
}

namespace {

template <typename Context>
auto allow_tf32(Context& context, bool allowed, int)
    -> decltype(context.setAllowTF32CuBLAS(allowed), context.setAllowTF32CuDNN(allowed)) {
    context.setAllowTF32CuBLAS(allowed);
    context.setAllowTF32CuDNN(allowed);
}
template <typename Context>
void allow_tf32(Context& context, bool allowed, long) {
    context.setFloat32MatmulPrecision(std::string(allowed ? "high" : "highest"));
}

}  // namespace

// Whether float32 products on the device may read 19 of the bits.
EXPORT void px_set_tf32(int64_t allowed) { allow_tf32(at::globalContext(), allowed != 0, 0); }
