using System.Runtime.CompilerServices;
using System.Text;
using TorchSharp;

namespace Perceiver.Libtorch;

/// <summary>
/// One argument of an operator call. A span of these lives on the caller's stack, so that a call allocates nothing
/// but its result.
/// </summary>
internal readonly struct Argument
{
    internal readonly ArgumentKind Kind;
    internal readonly long Bits;
    internal readonly object? Reference;

    private Argument(ArgumentKind kind, long bits, object? reference = null)
    {
        Kind = kind;
        Bits = bits;
        Reference = reference;
    }

    internal static Argument None => default;

    /// <summary>How many 64-bit words the argument needs beside itself.</summary>
    internal int ExtraWords =>
        Kind switch
        {
            ArgumentKind.Ints => ((long[])Reference!).Length,
            ArgumentKind.Doubles => ((double[])Reference!).Length,
            ArgumentKind.Tensors or ArgumentKind.OptionalTensors => ((IReadOnlyList<torch.Tensor?>)Reference!).Count,
            ArgumentKind.String => (((string)Reference!).Length * 3 + 7) / 8,
            _ => 0,
        };

    public static implicit operator Argument(torch.Tensor? value) =>
        value is null ? default : new(ArgumentKind.Tensor, value.Handle, value);

    public static implicit operator Argument(long value) => new(ArgumentKind.Int, value);

    public static implicit operator Argument(int value) => new(ArgumentKind.Int, value);

    public static implicit operator Argument(long? value) => value is { } some ? some : default(Argument);

    public static implicit operator Argument(double value) =>
        new(ArgumentKind.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(bool value) => new(ArgumentKind.Bool, value ? 1 : 0);

    public static implicit operator Argument(torch.ScalarType value) => new(ArgumentKind.Int, (long)value);

    public static implicit operator Argument(torch.ScalarType? value) => value is { } some ? some : default(Argument);

    public static implicit operator Argument(long[]? value) =>
        value is null ? default : new(ArgumentKind.Ints, 0, value);

    public static implicit operator Argument(ReadOnlySpan<long> value) => value.ToArray();

    public static implicit operator Argument(double[]? value) =>
        value is null ? default : new(ArgumentKind.Doubles, 0, value);

    public static implicit operator Argument(string? value) =>
        value is null ? default : new(ArgumentKind.String, 0, value);

    public static implicit operator Argument(Scalar? value) => value?.AsArgument() ?? default;

    public static implicit operator Argument(torch.Generator? value) =>
        value is null ? default : new(ArgumentKind.Generator, value.Handle, value);

    public static implicit operator Argument(torch.Device? value) =>
        value is null ? default : new(ArgumentKind.Device, (long)value.type, value);

    internal static Argument Tensors(IReadOnlyList<torch.Tensor> tensors) => new(ArgumentKind.Tensors, 0, tensors);

    internal static Argument Optional(IReadOnlyList<torch.Tensor?> tensors) =>
        new(ArgumentKind.OptionalTensors, 0, tensors);

    /// <summary>Writes the C form; lists go to <paramref name="words"/>, which is advanced past them.</summary>
    internal unsafe void Write(NativeArgument* target, ref long* words)
    {
        target->Kind = Kind;
        target->Bits = Bits;
        target->Length = 0;
        switch (Kind)
        {
            case ArgumentKind.Ints:
                Copy(Unsafe.As<long[]>(Reference!), target, ref words);
                break;
            case ArgumentKind.Doubles:
                var numbers = Unsafe.As<double[]>(Reference!);
                numbers.CopyTo(new Span<double>(words, numbers.Length));
                Place(target, ref words, numbers.Length, numbers.Length);
                break;
            case ArgumentKind.Tensors:
            case ArgumentKind.OptionalTensors:
                var tensors = (IReadOnlyList<torch.Tensor?>)Reference!;
                for (var i = 0; i < tensors.Count; i++)
                    words[i] = tensors[i] is { } tensor ? tensor.Handle : 0;
                Place(target, ref words, tensors.Count, tensors.Count);
                break;
            case ArgumentKind.String:
                var text = Unsafe.As<string>(Reference!);
                var length = Encoding.UTF8.GetBytes(text, new Span<byte>(words, ExtraWords * sizeof(long)));
                Place(target, ref words, length, ExtraWords);
                break;
            case ArgumentKind.Device:
                target->Length = Unsafe.As<torch.Device>(Reference!).index;
                break;
        }
    }

    private static unsafe void Copy(long[] values, NativeArgument* target, ref long* words)
    {
        for (var i = 0; i < values.Length; i++)
            words[i] = values[i];
        Place(target, ref words, values.Length, values.Length);
    }

    private static unsafe void Place(NativeArgument* target, ref long* words, int length, int used)
    {
        target->Bits = (long)words;
        target->Length = length;
        words += used;
    }
}
