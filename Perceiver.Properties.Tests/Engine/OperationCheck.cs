using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>Compares one operator in float32 with itself in float64.</summary>
internal static class OperationCheck
{
    private const double Relative = 2e-4;
    private const double Absolute = 2e-5;

    public static void Run(OperationCase operation, Layout inputLayout)
    {
        using var scope = NewDisposeScope();
        var values = operation.Shapes.Select((shape, i) => Values(shape, i, operation.Positive)).ToArray();
        foreach (var gradientLayout in operation.Derivative ? Layouts.All : [Layout.Contiguous])
        {
            using var each = NewDisposeScope();
            Compare(operation, values, inputLayout, gradientLayout);
        }
    }

    private static void Compare(OperationCase operation, Tensor[] values, Layout inputLayout, Layout gradientLayout)
    {
        var where = $"{operation.Name}: inputs {inputLayout}, incoming gradient {gradientLayout}";
        var arranged = Array.ConvertAll(values, each => Layouts.Arrange(each, inputLayout));
        var inputs = Array.ConvertAll(arranged, each => Leaf(each, operation.Derivative));
        var exact = Array.ConvertAll(arranged, each => Leaf(each.to(float64).contiguous(), operation.Derivative));
        var result = operation.Apply(inputs);
        var wanted = operation.Apply(exact);
        Close($"{where}: result", result, wanted);
        if (!operation.Derivative)
            return;

        var seed = Layouts.Arrange(Values(result.shape, 17, false), gradientLayout);
        var gradients = autograd.grad([result], inputs, [seed]);
        var exactGradients = autograd.grad([wanted], exact, [seed.to(float64).contiguous()]);
        for (var i = 0; i < gradients.Count; i++)
            Close($"{where}: gradient by input {i}", gradients[i], exactGradients[i]);
    }

    private static Tensor Leaf(Tensor values, bool derivative) => values.detach().requires_grad_(derivative);

    private static Tensor Values(long[] shape, int stream, bool positive)
    {
        using var generator = new torch.Generator((ulong)(1000 + stream));
        var values = randn(shape, dtype: float32, generator: generator);
        return positive ? values.abs().add(0.2) : values;
    }

    private static void Close(string what, Tensor actual, Tensor wanted)
    {
        Assert.Equal(wanted.shape, actual.shape);
        // Read element by element on this side, so that no operator under test takes part in judging another.
        var got = actual.detach().data<float>().ToArray();
        var exact = wanted.detach().data<double>().ToArray();
        var scale = exact.Length == 0 ? 0 : exact.Max(Math.Abs);
        var worst = got.Zip(exact, (a, b) => double.IsFinite(a) ? Math.Abs(a - b) : double.PositiveInfinity)
            .DefaultIfEmpty()
            .Max();
        Assert.True(
            worst <= Relative * scale + Absolute,
            $"{what}: off by {worst:G3} where the largest value is {scale:G3}"
        );
    }
}
