// Cheap questions about a tensor, and what the dispatcher does not offer: its memory, its release, generators.
#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/core/Generator.h>

#include <mutex>

// Nothing below that is called without a GC transition may block, allocate or throw.
EXPORT int64_t px_dim(Handle t) { return static_cast<int64_t>(t->sizes().size()); }
EXPORT const int64_t* px_sizes(Handle t) { return t->sizes().data(); }
EXPORT const int64_t* px_strides(Handle t) { return t->strides().data(); }
EXPORT int64_t px_numel(Handle t) { return t->numel(); }
EXPORT int64_t px_dtype(Handle t) { return static_cast<int64_t>(c10::typeMetaToScalarType(t->dtype())); }
EXPORT int64_t px_element_size(Handle t) { return static_cast<int64_t>(t->itemsize()); }
EXPORT int64_t px_device(Handle t, int64_t* index) {
    *index = t->device().index();
    return static_cast<int64_t>(t->device().type());
}
EXPORT int64_t px_is_contiguous(Handle t) { return t->is_contiguous() ? 1 : 0; }
EXPORT int64_t px_layout(Handle t) { return static_cast<int64_t>(t->layout()); }

EXPORT void* px_data(Handle handle) {
    return guarded<void*>(nullptr, [&] { return borrow(handle).data_ptr(); });
}

EXPORT void px_free(Handle handle) {
    if (handle != nullptr) c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(handle);
}

EXPORT Handle px_share(Handle handle) { return release(borrow(handle)); }

// Kind of the number read (Int, Double or Bool), or -1.
EXPORT int64_t px_item(Handle handle, int64_t* integer, double* number) {
    return guarded<int64_t>(-1, [&]() -> int64_t {
        const at::Scalar value = borrow(handle).item();
        if (value.isBoolean()) {
            *integer = value.toBool();
            return static_cast<int64_t>(Kind::Bool);
        }
        if (value.isIntegral(/*includeBool=*/false)) {
            *integer = value.toLong();
            return static_cast<int64_t>(Kind::Int);
        }
        *number = value.toDouble();
        return static_cast<int64_t>(Kind::Double);
    });
}

EXPORT at::Generator* px_generator_new(uint64_t seed, int64_t device, int64_t index) {
    return guarded<at::Generator*>(nullptr, [&] {
        const auto type = static_cast<c10::DeviceType>(device);
        if (type == c10::DeviceType::CPU) return new at::Generator(at::detail::createCPUGenerator(seed));
        const auto& ours = at::globalContext().defaultGenerator(c10::Device(type, static_cast<c10::DeviceIndex>(index)));
        auto copy = ours.clone();
        copy.set_current_seed(seed);
        return new at::Generator(std::move(copy));
    });
}

// For operators that draw from their device's own generator and take no other: the caller's key decides what is drawn.
EXPORT int64_t px_seed_default(int64_t device, int64_t index, uint64_t seed) {
    return guarded<int64_t>(-1, [&] {
        const c10::Device place(static_cast<c10::DeviceType>(device), static_cast<c10::DeviceIndex>(index));
        auto generator = at::globalContext().defaultGenerator(place);
        std::lock_guard<std::mutex> lock(generator.mutex());
        generator.set_current_seed(seed);
        return int64_t{0};
    });
}

EXPORT at::Generator* px_generator_default() {
    return guarded<at::Generator*>(nullptr, [] { return new at::Generator(at::detail::getDefaultCPUGenerator()); });
}

EXPORT void px_generator_free(at::Generator* generator) { delete generator; }

EXPORT int64_t px_generator_seed(at::Generator* generator, uint64_t seed) {
    return guarded<int64_t>(-1, [&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_current_seed(seed);
        return int64_t{0};
    });
}

EXPORT uint64_t px_generator_initial_seed(at::Generator* generator) { return generator->current_seed(); }

EXPORT Handle px_generator_state(at::Generator* generator) {
    return guarded<Handle>(nullptr, [&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        return release(generator->get_state());
    });
}

EXPORT int64_t px_generator_set_state(at::Generator* generator, Handle state) {
    return guarded<int64_t>(-1, [&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_state(borrow(state));
        return int64_t{0};
    });
}
