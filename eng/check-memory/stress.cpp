// Four threads take and free blocks of memory.cpp at random, each of which holds a number of its own.
#include "memory.cpp"

#include <cstdio>
#include <random>
#include <thread>
#include <vector>

void remember_error(const char*) {}

namespace {

struct Held {
    c10::DataPtr memory;
    size_t bytes;
    unsigned char number;

    unsigned char* at(size_t place) const { return static_cast<unsigned char*>(memory.get()) + place; }

    void write() const {
        if (bytes == 0) return;
        *at(0) = *at(bytes / 2) = *at(bytes - 1) = number;
    }

    bool is_whole() const {
        return bytes == 0 || (reinterpret_cast<uintptr_t>(at(0)) % alignment == 0 && *at(0) == number &&
                              *at(bytes / 2) == number && *at(bytes - 1) == number);
    }
};

long broken(unsigned seed) {
    constexpr size_t usual[] = {0, 100, 262'143, 262'144, 300'000, 2'097'088, 2'097'152, 4'358'144};
    std::mt19937 random(seed);
    std::vector<Held> held;
    long count = 0;
    for (int i = 0; i < 20'000; ++i) {
        if (held.size() < 20 && random() % 2 == 0) {
            const size_t bytes = random() % 3 == 0 ? random() % (6 << 20) : usual[random() % std::size(usual)];
            held.push_back({claim(bytes), bytes, static_cast<unsigned char>(random())});
            held.back().write();
        } else if (!held.empty()) {
            std::swap(held[random() % held.size()], held.back());
            count += !held.back().is_whole();
            held.pop_back();
        }
    }
    return count;
}

}  // namespace

int main() {
    std::atomic<long> count{0};
    std::vector<std::thread> threads;
    for (unsigned seed = 0; seed < 4; ++seed) threads.emplace_back([&count, seed] { count += broken(seed); });
    for (auto& thread : threads) thread.join();
    std::printf("check-memory: %ld blocks had lost their numbers\n", count.load());
    return count == 0 ? 0 : 1;
}
