// The process: threads, devices, the version it was built against.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
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

EXPORT int64_t px_has_cuda() { return at::hasCUDA() ? 1 : 0; }
EXPORT int64_t px_cuda_devices() {
    return guarded<int64_t>(0, [] { return static_cast<int64_t>(at::detail::getCUDAHooks().getNumGPUs()); });
}
