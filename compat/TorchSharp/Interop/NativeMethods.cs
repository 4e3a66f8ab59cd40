using System.Runtime.InteropServices;

namespace Perceiver.Libtorch;

/// <summary>
/// The exports of <c>native/*.cpp</c>. What only reads a field of a tensor goes without a GC transition (4-5 ns
/// instead of 20); those must never block, allocate or throw on the native side.
/// </summary>
internal static unsafe class NativeMethods
{
    private const string Library = "perceiver_torch";

    [DllImport(Library)]
    internal static extern byte* px_error();

    [DllImport(Library)]
    internal static extern nint px_find(byte* name, byte* overload);

    [DllImport(Library)]
    internal static extern long px_call(
        nint operation,
        NativeArgument* arguments,
        long count,
        nint* results,
        long capacity
    );

    [DllImport(Library)]
    internal static extern void px_overflow(nint* results);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long px_dim(nint tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long* px_sizes(nint tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long* px_strides(nint tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long px_numel(nint tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long px_dtype(nint tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long px_element_size(nint tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long px_device(nint tensor, long* index);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long px_is_contiguous(nint tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long px_layout(nint tensor);

    [DllImport(Library)]
    internal static extern void* px_data(nint tensor);

    [DllImport(Library)]
    internal static extern void px_free(nint tensor);

    [DllImport(Library)]
    internal static extern nint px_share(nint tensor);

    [DllImport(Library)]
    internal static extern long px_item(nint tensor, long* integer, double* number);

    [DllImport(Library)]
    internal static extern nint px_generator_new(ulong seed, long device, long index);

    [DllImport(Library)]
    internal static extern nint px_generator_default();

    [DllImport(Library)]
    internal static extern void px_generator_free(nint generator);

    [DllImport(Library)]
    internal static extern long px_generator_seed(nint generator, ulong seed);

    [DllImport(Library)]
    internal static extern ulong px_generator_initial_seed(nint generator);

    [DllImport(Library)]
    internal static extern nint px_generator_state(nint generator);

    [DllImport(Library)]
    internal static extern long px_generator_set_state(nint generator, nint state);

    [DllImport(Library)]
    internal static extern nint px_gelu(nint input);

    [DllImport(Library)]
    internal static extern void px_set_one_caller(long value);

    [DllImport(Library)]
    internal static extern nint px_norm(nint input, nint weight, nint bias, double epsilon);

    [DllImport(Library)]
    internal static extern unsafe long px_sum_and_norm(
        nint left,
        nint right,
        nint weight,
        nint bias,
        double epsilon,
        nint* results
    );

    [DllImport(Library)]
    internal static extern nint px_bias_gelu(nint input, nint bias);

    [DllImport(Library)]
    internal static extern nint px_attention(
        nint queries,
        nint keys,
        nint values,
        nint mask,
        long heads,
        double scale,
        long causal,
        long drops,
        long keptBelow,
        ulong key,
        double keptValue
    );

    [DllImport(Library)]
    internal static extern void px_keep_blocks();

    [DllImport(Library)]
    internal static extern void px_set_update_threads(long count);

    [DllImport(Library)]
    internal static extern long px_update(nint* tensors, byte* own, long count, UpdateRule* rule);

    [DllImport(Library)]
    internal static extern nint px_recomputed(
        nint value,
        nint* arguments,
        long count,
        nint function,
        delegate* unmanaged<nint, nint*, long, nint, nint*, long> differentiate,
        delegate* unmanaged<nint, void> forget
    );

    [DllImport(Library)]
    internal static extern long px_grad(
        nint* outputs,
        long outputCount,
        nint* inputs,
        long inputCount,
        nint* seeds,
        long seedCount,
        long retain,
        long create,
        long allowUnused,
        nint* results
    );

    [DllImport(Library), SuppressGCTransition]
    internal static extern long px_requires_grad(nint tensor);

    [DllImport(Library)]
    internal static extern long px_set_requires_grad(nint tensor, long value);

    [DllImport(Library)]
    internal static extern long px_is_leaf(nint tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long px_grad_mode();

    [DllImport(Library), SuppressGCTransition]
    internal static extern void px_set_grad_mode(long enabled);

    [DllImport(Library)]
    internal static extern long px_inference_mode();

    [DllImport(Library)]
    internal static extern nint px_inference_enter(long enabled);

    [DllImport(Library)]
    internal static extern void px_inference_leave(nint guard);

    [DllImport(Library)]
    internal static extern byte* px_version();

    [DllImport(Library)]
    internal static extern long px_threads();

    [DllImport(Library)]
    internal static extern long px_set_threads(long count);

    [DllImport(Library)]
    internal static extern long px_interop_threads();

    [DllImport(Library)]
    internal static extern long px_set_interop_threads(long count);

    [DllImport(Library)]
    internal static extern byte* px_origin();

    [DllImport(Library)]
    internal static extern long px_load_cuda();

    [DllImport(Library)]
    internal static extern long px_cuda_version();

    [DllImport(Library)]
    internal static extern long px_has_operator(byte* name, byte* overload);

    [DllImport(Library)]
    internal static extern void px_set_tf32(long allowed);

    [DllImport(Library)]
    internal static extern long px_seed_default(long device, long index, ulong seed);

    [DllImport(Library)]
    internal static extern long px_has_cuda();

    [DllImport(Library)]
    internal static extern long px_cuda_devices();

    internal static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
