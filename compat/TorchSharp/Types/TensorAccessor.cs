using System.Collections;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor on the CPU, in row-major order whatever its strides are.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly Tensor tensor;

    internal TensorAccessor(Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
            throw new InvalidOperationException(
                "Reading data from non-CPU memory is not supported. Move it with cpu()."
            );
        this.tensor = tensor;
    }

    public long Count => tensor.numel();

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get
        {
            var element = Find(indices);
            return element.Span[0];
        }
        set
        {
            var element = Find(indices);
            element.Span[0] = value;
        }
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        if (tensor.is_contiguous())
        {
            Fill(tensor, target, tensorIndex);
            return;
        }
        using var none = no_grad();
        using var dense = tensor.contiguous();
        Fill(dense, target, tensorIndex);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var elements = MemoryMarshal.Cast<byte, T>(tensor.Memory("data"))[(int)tensorIndex..];
        var source = array[arrayIndex..];
        source[..Math.Min(source.Length, elements.Length)].CopyTo(elements);
    }

    public void Dispose() { }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void Fill(Tensor dense, Span<T> target, long tensorIndex)
    {
        var elements = MemoryMarshal.Cast<byte, T>(dense.Memory("data"))[(int)tensorIndex..];
        elements[..Math.Min(elements.Length, target.Length)].CopyTo(target);
        GC.KeepAlive(dense);
    }

    private unsafe Element Find(long[] indices)
    {
        if (indices.Length != tensor.ndim)
            throw new ArgumentException($"{indices.Length} indices for {tensor.ndim} dimensions", nameof(indices));
        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= tensor.size(i))
                throw new IndexOutOfRangeException($"index {indices[i]} of dimension {i} ({tensor.size(i)} long)");
            offset += indices[i] * tensor.stride(i);
        }
        return new Element((T*)Perceiver.Libtorch.NativeMethods.px_data(tensor.Handle) + offset);
    }

    private readonly unsafe ref struct Element(T* address)
    {
        internal Span<T> Span { get; } = new(address, 1);
    }
}
