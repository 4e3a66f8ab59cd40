using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor randint(
        long low,
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null,
        string[]? names = null
    ) =>
        Made(
            Ops.Randint.Run(low, high, Shape(size, names), generator, dtype ?? ScalarType.Int64, Argument.None, device),
            requires_grad
        );

    public static Tensor randint(
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null,
        string[]? names = null
    ) => randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randperm(
        long n,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null
    ) => Made(Ops.Randperm.Run(n, generator, dtype ?? ScalarType.Int64, Argument.None, device), requires_grad);

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => Ops.Bernoulli.Run(input, generator);

    public static Tensor multinomial(
        Tensor input,
        long num_samples,
        bool replacement = false,
        Generator? generator = null
    ) => Ops.Multinomial.Run(input, num_samples, replacement, generator);

    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) =>
        Ops.NormalTensors.Run(mean, std, generator);
}
