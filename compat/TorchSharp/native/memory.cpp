// Where tensors of the CPU live. Large ones are blocks of their own, mapped once and kept for tensors of the same size: a
// step asks for the same sizes as the step before it, so hardly a page is touched for the first time. What is kept never
// takes more than the tensors themselves took at their most: before a block is mapped beyond that, kept ones are given
// back. A heap that grows and splits its holes has no such bound, and faults in what it returned.
#include "shim.h"

#include <c10/core/CPUAllocator.h>

#include <sys/mman.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <list>
#include <map>
#include <mutex>
#include <new>

namespace {

constexpr size_t alignment = 64, page = 4096, huge = 2 * 1024 * 1024;
// Smaller ones are left to the C library.
constexpr size_t large = 256 * 1024;
// What may be kept besides, so that a last batch of other sizes does not turn everything out.
constexpr size_t slack = 16 * 1024 * 1024;

// Stands before a block's numbers and says how large it is; 0 for the C library's.
struct alignas(alignment) Header {
    size_t size;
};

// Pages of 2 MB where the system has them: fewer to fault in, and fewer to look up while matrices are multiplied.
void* map(size_t size) {
    const auto room = size >= huge ? size + huge : size;
    auto* memory = static_cast<char*>(mmap(nullptr, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    if (memory == MAP_FAILED) return nullptr;
    if (room > size) {
        const auto before = (huge - reinterpret_cast<uintptr_t>(memory) % huge) % huge;
        if (before > 0) munmap(memory, before);
        memory += before;
        munmap(memory + size, huge - before);
        madvise(memory, size, MADV_HUGEPAGE);
    }
#ifdef MADV_POPULATE_WRITE
    madvise(memory, size, MADV_POPULATE_WRITE);
#endif
    return memory;
}

class Blocks {
public:
    void* take(size_t bytes) {
        const auto size = (bytes + sizeof(Header) + page - 1) / page * page;
        {
            const std::lock_guard<std::mutex> guard(lock_);
            // One of a size that is a little larger does as well.
            const auto found = kept_.lower_bound(size);
            if (found != kept_.end() && found->first <= size + size / 16) {
                void* data = found->second->data;
                live_ += found->first;
                most_ = std::max(most_, live_);
                order_.erase(found->second);
                kept_.erase(found);
                return data;
            }
            live_ += size;
            most_ = std::max(most_, live_);
            mapped_ += size;
            while (mapped_ > most_ + slack && !order_.empty()) give_back(order_.begin());
        }
        void* memory = map(size);
        if (memory == nullptr) {
            const std::lock_guard<std::mutex> guard(lock_);
            live_ -= size;
            mapped_ -= size;
            throw std::bad_alloc();
        }
        static_cast<Header*>(memory)->size = size;
        return memory;
    }

    void put(void* memory) {
        const auto size = static_cast<Header*>(memory)->size;
        const std::lock_guard<std::mutex> guard(lock_);
        live_ -= size;
        const auto block = order_.insert(order_.end(), Block{memory, {}});
        block->place = kept_.emplace(size, block);
    }

private:
    struct Block;
    using Order = std::list<Block>;
    using Kept = std::multimap<size_t, Order::iterator>;
    struct Block {
        void* data;
        Kept::iterator place;
    };

    void give_back(Order::iterator block) {
        mapped_ -= block->place->first;
        munmap(block->data, block->place->first);
        kept_.erase(block->place);
        order_.erase(block);
    }

    std::mutex lock_;
    Order order_;  // by the time since when they are kept
    Kept kept_;    // by size
    size_t live_ = 0, most_ = 0, mapped_ = 0;
};

// Never destroyed: tensors may outlive every static object.
Blocks& blocks() {
    static auto* const value = new Blocks();
    return *value;
}

void forget(void* data) {
    if (data == nullptr) return;
    auto* header = static_cast<Header*>(data) - 1;
    if (header->size == 0) {
        std::free(header);
    } else {
        blocks().put(header);
    }
}

c10::DataPtr claim(size_t bytes) {
    const c10::Device cpu(c10::DeviceType::CPU);
    if (bytes == 0) return {nullptr, nullptr, &forget, cpu};
    void* memory = nullptr;
    if (bytes >= large) {
        try {
            memory = blocks().take(bytes);
        } catch (const std::bad_alloc&) {
        }
    } else if (posix_memalign(&memory, alignment, bytes + sizeof(Header)) == 0) {
        static_cast<Header*>(memory)->size = 0;
    } else {
        memory = nullptr;
    }
    TORCH_CHECK(memory != nullptr, "not enough memory: ", bytes, " bytes were asked for");
    void* data = static_cast<Header*>(memory) + 1;
    return {data, data, &forget, cpu};
}

// Libtorch's versions differ in whether allocate changes the allocator, and in copy_data: whichever is virtual there is
// overridden, and the other is a function more.
struct Allocator final : c10::Allocator {
    c10::DataPtr allocate(size_t bytes) const { return claim(bytes); }
    c10::DataPtr allocate(size_t bytes) { return claim(bytes); }
    c10::DeleterFnPtr raw_deleter() const override { return &forget; }
    void copy_data(void* to, const void* from, std::size_t bytes) const { std::memcpy(to, from, bytes); }
};

}  // namespace

// Takes the place of libtorch's own; what that allocated before stays its.
EXPORT void px_keep_blocks() {
    static std::once_flag once;
    std::call_once(once, [] { c10::SetCPUAllocator(new Allocator(), 1); });
}
