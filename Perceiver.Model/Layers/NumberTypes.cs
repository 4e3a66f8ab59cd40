using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// Which operations run on 16 bits where the config asks for bfloat16: the one table. Parameters, their gradients and the
/// optimiser are float32 in any case; an operation that runs narrow rounds its operands, and what leaves the parts named
/// here is float32 again.
/// </summary>
internal static class NumberTypes
{
    /// <summary>The type of an operation's numbers.</summary>
    public enum Width
    {
        /// <summary>16 bits.</summary>
        Narrow,

        /// <summary>As its operand has it.</summary>
        AsGiven,

        /// <summary>32 bits.</summary>
        Full,
    }

    /// <summary>An operation's row.</summary>
    public sealed record Row(string Operation, Width Width, string Why);

    /// <summary>The table.</summary>
    public static readonly IReadOnlyList<Row> Table =
    [
        new("linear", Width.Narrow, "nearly all of the arithmetic"),
        new("convolution", Width.Narrow, "the same"),
        new("attention.scores", Width.Narrow, "a product of what linear layers gave"),
        new("attention.values", Width.Narrow, "the same; its probabilities are rounded"),
        new("activation", Width.AsGiven, "between two linear layers; computed in 32 bits inside"),
        new("softmax", Width.Full, "a sum of exponentials"),
        new("norm", Width.Full, "a mean of squares"),
        new("residual", Width.Full, "a sum over all layers"),
        new("rotary", Width.Full, "angles need more than 8 bits"),
        new("dropout", Width.Full, "1 / keep is no number of 8 bits"),
        new("embedding", Width.Full, "a lookup; the tied output reads it as it is"),
        new("positions", Width.Full, "a lookup"),
        new("loss", Width.Full, "a sum of exponentials"),
        new("statistics", Width.Full, "a mean over the whole training"),
    ];

    /// <summary>The weights as a step multiplies them: those of narrow operations rounded, the others as they are.</summary>
    /// <remarks>The rounding has a derivative: gradients arrive at the float32 weights. Weights of another type stay.</remarks>
    public static PerceiverParameters Of(Precision precision, PerceiverParameters p) =>
        precision == Precision.Bfloat16
            ? p.MapNamed(
                (name, leaf) =>
                    leaf.dtype == ScalarType.Float32 && IsNarrow(name, leaf.ndim) ? leaf.to(ScalarType.BFloat16) : leaf
            )
            : p;

    /// <summary>Whether a weight belongs to an operation that runs narrow.</summary>
    /// <param name="name">The leaf's path.</param>
    /// <param name="dimensions">How many axes it has.</param>
    public static bool IsNarrow(string name, long dimensions) => WidthOf(OperationOf(name, dimensions)) == Width.Narrow;

    /// <summary>The operation that a weight belongs to.</summary>
    public static string OperationOf(string name, long dimensions)
    {
        var parts = name.Split('.');
        var owner = parts.Length > 1 ? parts[^2] : "";
        return parts[^1] switch
        {
            "weight" or "bias" when owner == "norm" || owner.EndsWith("_norm", StringComparison.Ordinal) => "norm",
            "weight" when dimensions == 4 => "convolution",
            "weight" => "linear",
            // The bias of a tied output stands alone.
            "bias" => name == "decoder.bias" ? "embedding" : "linear",
            "embedding" => "embedding",
            _ => "positions",
        };
    }

    /// <summary>A tensor in 32 bits, if it has fewer.</summary>
    public static Tensor Full(Tensor x) => x.dtype == ScalarType.BFloat16 ? x.to(ScalarType.Float32) : x;

    /// <summary>The type that numbers have outside narrow operations, from that of some weight.</summary>
    public static ScalarType Full(ScalarType type) => type == ScalarType.BFloat16 ? ScalarType.Float32 : type;

    /// <summary>A tensor in another's type.</summary>
    public static Tensor As(Tensor x, Tensor like) => x.dtype == like.dtype ? x : x.to(like.dtype);

    private static Width WidthOf(string operation)
    {
        foreach (var row in Table)
        {
            if (row.Operation == operation)
            {
                return row.Width;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(operation), operation, "No row of the table.");
    }
}
