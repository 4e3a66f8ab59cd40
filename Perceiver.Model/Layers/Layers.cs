using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The smallest parts.</summary>
internal static class Layers
{
    /// <summary>x W' + b over the last axis.</summary>
    public static Tensor Linear(LinearParameters p, Tensor x) => nn.functional.linear(x, p.Weight, p.Bias);

    /// <summary>Layer norm over the last axis.</summary>
    public static Tensor Norm(NormParameters p, double epsilon, Tensor x) =>
        nn.functional.layer_norm(x, [x.shape[^1]], p.Weight, p.Bias, epsilon);

    /// <summary>An activation, element by element.</summary>
    public static Tensor Activate(Activation activation, Tensor x) =>
        activation switch
        {
            Activation.Gelu => Engine.Current.Gelu(x),
            Activation.Relu => nn.functional.relu(x),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Unknown activation."),
        };

    /// <summary>Two linear layers with an activation between, then dropout.</summary>
    public static Tensor Mlp(MlpConfig config, MlpParameters p, Tensor x, RngKey? dropout) =>
        Dropout.Apply(Linear(p.Output, Activate(config.Activation, Linear(p.Hidden, x))), config.Dropout, dropout);
}
