// Matrix products of small strided blocks, on the calling thread.
#pragma once

#include <ATen/Parallel.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/from_blob.h>

#include <atomic>
#include <cstdint>

// Whatever BLAS libtorch brought into the process; a libtorch that hides its own leaves these null.
extern "C" {
__attribute__((weak)) void sgemm_(const char*, const char*, const int*, const int*, const int*, const float*, const float*,
                                  const int*, const float*, const int*, const float*, float*, const int*);
__attribute__((weak)) void dgemm_(const char*, const char*, const int*, const int*, const int*, const double*, const double*,
                                  const int*, const double*, const int*, const double*, double*, const int*);
__attribute__((weak)) int openblas_get_num_threads();
__attribute__((weak)) void openblas_set_num_threads(int);
}

inline void (*gemm(float))(const char*, const char*, const int*, const int*, const int*, const float*, const float*, const int*,
                           const float*, const int*, const float*, float*, const int*) { return sgemm_; }
inline void (*gemm(double))(const char*, const char*, const int*, const int*, const int*, const double*, const double*,
                            const int*, const double*, const int*, const double*, double*, const int*) { return dgemm_; }

// c [m, n] = alpha * a [m, k] b [k, n] + beta * c, rows first, each with the distance between its rows; a and b may be given
// transposed, as [k, m] and [n, k].
template <typename T>
void multiply(bool a_turned, bool b_turned, int64_t m, int64_t n, int64_t k, T alpha, const T* a, int64_t a_row, const T* b,
              int64_t b_row, T beta, T* c, int64_t c_row) {
    if (auto* product = gemm(T())) {
        // Columns first, the same memory is the transposed matrix: c' = b' a'.
        const int rows = static_cast<int>(n), columns = static_cast<int>(m), depth = static_cast<int>(k);
        const int lda = static_cast<int>(a_row), ldb = static_cast<int>(b_row), ldc = static_cast<int>(c_row);
        product(b_turned ? "T" : "N", a_turned ? "T" : "N", &rows, &columns, &depth, &alpha, b, &ldb, a, &lda, &beta, c, &ldc);
        return;
    }
    const auto type = c10::CppTypeToScalarType<T>::value;
    const auto matrix = [&](const T* data, bool turned, int64_t rows, int64_t columns, int64_t row) {
        return turned ? at::from_blob(const_cast<T*>(data), {rows, columns}, {1, row}, type)
                      : at::from_blob(const_cast<T*>(data), {rows, columns}, {row, 1}, type);
    };
    auto result = matrix(c, false, m, n, c_row);
    if (beta == T(0)) result.zero_();
    at::addmm_out(result, result, matrix(a, a_turned, m, k, a_row), matrix(b, b_turned, k, n, b_row), beta, alpha);
}

// Runs tasks on libtorch's threads, each task's products on its own thread. How many threads the BLAS uses is one number
// for the whole process: where it is more than one it is only touched if nobody else multiplies meanwhile, and the tasks
// are run in turn otherwise.
class TaskRunner {
public:
    static std::atomic<bool>& one_caller() {
        static std::atomic<bool> value{false};
        return value;
    }

    TaskRunner() {
        if (openblas_set_num_threads == nullptr || openblas_get_num_threads() == 1) return;
        if (one_caller() && at::get_num_threads() > 1) {
            before_ = openblas_get_num_threads();
            openblas_set_num_threads(1);
        } else {
            in_turn_ = true;
        }
    }

    ~TaskRunner() {
        if (before_ > 0) openblas_set_num_threads(before_);
    }

    TaskRunner(const TaskRunner&) = delete;
    TaskRunner& operator=(const TaskRunner&) = delete;

    template <typename Body>
    void run(int64_t tasks, const Body& body) const {
        if (in_turn_) {
            body(0, tasks);
        } else {
            at::parallel_for(0, tasks, 1, body);
        }
    }

private:
    int before_ = 0;
    bool in_turn_ = false;
};
