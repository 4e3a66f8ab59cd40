// The process: threads, BLAS, malloc, versions.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#if __has_include(<torch/csrc/api/include/torch/version.h>)
#include <torch/csrc/api/include/torch/version.h>
#else
#include <torch/version.h>
#endif

#include <dlfcn.h>
#include <link.h>
#include <malloc.h>

#include <cstring>
#include <string>

namespace {

struct Blas {
    std::string path;
    void* library = nullptr;
};

int inspect(dl_phdr_info* info, size_t, void* data) {
    auto* blas = static_cast<Blas*>(data);
    const std::string path = info->dlpi_name == nullptr ? "" : info->dlpi_name;
    const auto slash = path.rfind('/');
    const auto name = slash == std::string::npos ? path : path.substr(slash + 1);
    const bool open = name.find("openblas") != std::string::npos;
    const bool some = name.find("libblas") == 0 || name.find("libmkl_core") == 0 || name.find("libblis") == 0;
    if (open || (some && blas->path.empty())) blas->path = path;
    return 0;
}

// The BLAS is whatever the loader bound libblas.so.3 to; it may lie outside the global scope, so it is looked for
// among the loaded libraries and not with RTLD_DEFAULT.
const Blas& blas() {
    static const Blas found = [] {
        Blas result;
        dl_iterate_phdr(inspect, &result);
        if (!result.path.empty()) result.library = dlopen(result.path.c_str(), RTLD_LAZY | RTLD_NOLOAD);
        return result;
    }();
    return found;
}

template <typename Signature>
Signature* blas_function(const char* name) {
    return blas().library == nullptr ? nullptr : reinterpret_cast<Signature*>(dlsym(blas().library, name));
}

std::string path_of(const void* address) {
    Dl_info info;
    return dladdr(address, &info) != 0 && info.dli_fname != nullptr ? info.dli_fname : "";
}

const char* keep(std::string text) {
    thread_local std::string kept;
    kept = std::move(text);
    return kept.c_str();
}

}  // namespace

EXPORT int64_t px_mallopt(int64_t parameter, int64_t value) {
    return mallopt(static_cast<int>(parameter), static_cast<int>(value));
}

EXPORT const char* px_version() { return TORCH_VERSION; }
EXPORT const char* px_libtorch_path() { return keep(path_of(reinterpret_cast<const void*>(&at::set_num_threads))); }
EXPORT const char* px_config() { return keep(at::show_config()); }
EXPORT const char* px_blas_path() { return keep(blas().path); }

EXPORT const char* px_blas_config() {
    auto* config = blas_function<char*()>("openblas_get_config");
    return config == nullptr ? "" : config();
}

// The number of threads now set, or 0 where the BLAS has no such setting.
EXPORT int64_t px_blas_threads(int64_t count) {
    auto* set = blas_function<void(int)>("openblas_set_num_threads");
    auto* get = blas_function<int()>("openblas_get_num_threads");
    if (set == nullptr || get == nullptr) return 0;
    if (count > 0) set(static_cast<int>(count));
    return get();
}

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
