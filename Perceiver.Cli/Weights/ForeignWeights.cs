using Perceiver.Data;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>A file of another program's weights held against the names that its model must have.</summary>
internal static class ForeignWeights
{
    // What may stand in front of all names: a wrapper's own name for the model.
    private static readonly string[] Prefixes = ["", "perceiver.", "backend_model.", "model.", "module."];

    /// <summary>The names as the file has them: behind the prefix with which most of them are found.</summary>
    public static (NameMap Names, string Prefix) Named(NameMap names, SafetensorsFile file)
    {
        var known = file.Tensors.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var prefix = Prefixes.MaxBy(one => names.Names.Count(name => known.Contains(one + name)))!;
        return (names.Behind(prefix), prefix);
    }

    /// <summary>All tensors, or a failure that lists everything that does not fit; nothing is used of a file that does not fit.</summary>
    /// <remarks>They belong to the caller's dispose scope.</remarks>
    public static IReadOnlyDictionary<string, Tensor> Read(NameMap names, SafetensorsFile file, string path)
    {
        var weights = names.Weights.ToHashSet(StringComparer.Ordinal);
        var mistyped = file
            .Tensors.Where(array => weights.Contains(array.Name) && !IsFloat(array.Dtype))
            .Select(array => $"{array.Name} {array.Dtype.Name()} instead of F16, BF16, F32 or F64")
            .ToArray();

        // What has no type of the engine's is either mistyped or unexpected: for the comparison its shape will do.
        var tensors = file.Tensors.ToDictionary(
            array => array.Name,
            array => array.Dtype.HasTensor() ? array.ToTensor() : empty(array.Shape.ToArray(), ScalarType.Byte)
        );
        var mismatch = names.Check(tensors);
        if (mismatch.IsEmpty && mistyped.Length == 0)
        {
            return tensors;
        }

        var lines = new[]
        {
            ("missing", mismatch.Missing.ToArray()),
            ("unexpected", mismatch.Unexpected.ToArray()),
            ("of another shape", mismatch.Misshaped.ToArray()),
            ("of another type", mistyped),
            ("not equal", mismatch.Unequal.ToArray()),
        };
        throw new CommandFailure(
            $"{path} does not hold the weights of that model; nothing was imported."
                + string.Concat(
                    lines
                        .Where(line => line.Item2.Length > 0)
                        .Select(line => $"\n  {line.Item1} ({line.Item2.Length}): {string.Join(", ", line.Item2)}")
                )
        );
    }

    private static bool IsFloat(SafetensorsDtype dtype) =>
        dtype is SafetensorsDtype.F16 or SafetensorsDtype.BF16 or SafetensorsDtype.F32 or SafetensorsDtype.F64;
}
