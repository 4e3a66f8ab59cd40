using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The smallest parts.</summary>
internal static class Layers
{
    /// <summary>x W' + b over the last axis, of x's type; multiplied in the weight's.</summary>
    public static Tensor Linear(LinearParameters p, Tensor x) => NumberTypes.As(Product(p, x), x);

    /// <summary>The same in the weight's type, for what is multiplied again.</summary>
    public static Tensor Product(LinearParameters p, Tensor x) =>
        nn.functional.linear(NumberTypes.As(x, p.Weight), p.Weight, p.Bias);

    /// <summary>Layer norm over the last axis.</summary>
    public static Tensor Norm(NormParameters p, double epsilon, Tensor x) =>
        Fuses(x, p.Weight)
            ? Engine.Current.Norm(x, p, epsilon)
            : nn.functional.layer_norm(x, [x.shape[^1]], p.Weight, p.Bias, epsilon);

    /// <summary>A sum, and its layer norm.</summary>
    public static (Tensor Sum, Tensor Normed) SumAndNorm(NormParameters p, double epsilon, Tensor left, Tensor right)
    {
        if (Fuses(left, p.Weight) && left.dtype == right.dtype && left.shape.SequenceEqual(right.shape))
        {
            return Engine.Current.SumAndNorm(left, right, p, epsilon);
        }

        var sum = left.add(right);
        return (sum, Norm(p, epsilon, sum));
    }

    /// <summary>An activation, element by element.</summary>
    public static Tensor Activate(Activation activation, Tensor x) =>
        activation switch
        {
            Activation.Gelu => Fuses(x, x) ? Engine.Current.BiasGelu(x, null) : Engine.Current.Gelu(x),
            Activation.GeluTanh => GeluTanh(x),
            Activation.Relu => nn.functional.relu(x),
            Activation.SquaredRelu => nn.functional.relu(x).square(),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Unknown activation."),
        };

    /// <summary>The activation of <see cref="Product"/>: where it can be, the bias is added on the way.</summary>
    public static Tensor Activated(Activation activation, LinearParameters p, Tensor x) =>
        activation == Activation.Gelu && Fuses(x, p.Weight)
            ? Engine.Current.BiasGelu(nn.functional.linear(x, p.Weight), p.Bias)
            : Activate(activation, Product(p, x));

    /// <summary>Two linear layers with an activation between, then dropout.</summary>
    public static Tensor Mlp(MlpConfig config, MlpParameters p, Tensor x, RngKey? dropout)
    {
        var active = config.Gated
            ? Gated(config.Activation, Product(p.Hidden, x))
            : Activated(config.Activation, p.Hidden, x);
        return Dropout.Apply(NumberTypes.As(Product(p.Output, active), x), config.Dropout, dropout);
    }

    // Whether the engine has these layers in one pass for rows and what is learned for them.
    private static bool Fuses(Tensor x, Tensor weight) =>
        x.dtype == weight.dtype && Engine.Current.Can(x.device).FusedLayers.Contains(x.dtype);

    // The second half decides how much of the first passes (2002.05202).
    private static Tensor Gated(Activation activation, Tensor hidden)
    {
        var width = hidden.shape[^1] / 2;
        return hidden.narrow(-1, 0, width).mul(Activate(activation, hidden.narrow(-1, width, width)));
    }

    // 1606.08415, section 2. TorchSharp's gelu has no such option before 0.107.
    private static Tensor GeluTanh(Tensor x)
    {
        var wide = NumberTypes.Full(x);
        var inner = wide.add(wide.square().mul(wide).mul(0.044715)).mul(Math.Sqrt(2 / Math.PI));
        return NumberTypes.As(inner.tanh().add(1).mul(wide).mul(0.5), x);
    }
}
