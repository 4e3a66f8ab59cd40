using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>A tensor that another program stores with its weights although it is not learned.</summary>
/// <param name="Name">Its name there.</param>
public abstract record DerivedTensor(string Name)
{
    // Such tables are made in single precision there, from arguments of sines up to some hundreds.
    private const double Tolerance = 1e-3;

    /// <summary>The Fourier features of every place of a grid, <c>[places, features]</c>.</summary>
    public sealed record FourierTable(string Name, FourierConfig Code, EquatableArray<int> Grid) : DerivedTensor(Name);

    /// <summary>The frequencies of a rotary code, <c>[pairs]</c>: wavelength^(-pair / pairs).</summary>
    public sealed record RotaryFrequencies(string Name, int Pairs, double MaxWavelength) : DerivedTensor(Name);

    /// <summary>How many batches a batch norm has seen, an int64 scalar; any number is right.</summary>
    public sealed record BatchCount(string Name) : DerivedTensor(Name);

    /// <summary>Its value: what a model has that was made here.</summary>
    /// <param name="dtype">The parameters' element type.</param>
    public Tensor Value(ScalarType dtype) =>
        this switch
        {
            FourierTable table => Numbers(
                PositionCodes.Fourier(table.Code, table.Grid.AsSpan()),
                dtype,
                table.Grid.Aggregate(1L, (product, size) => product * size),
                InputLayout.Features(table.Code, table.Grid.Count)
            ),
            RotaryFrequencies rotary => Numbers(
                [
                    .. Enumerable
                        .Range(0, rotary.Pairs)
                        .Select(i => Math.Pow(rotary.MaxWavelength, -(double)i / rotary.Pairs)),
                ],
                dtype,
                rotary.Pairs
            ),
            _ => tensor(0L),
        };

    /// <summary>What keeps <paramref name="theirs"/> from being this tensor; null where nothing does.</summary>
    internal WeightsMismatch Check(Tensor theirs)
    {
        using var scope = NewDisposeScope();
        var value = Value(ScalarType.Float64);
        if (!value.shape.SequenceEqual(theirs.shape))
        {
            return WeightsMismatch.None with { Misshaped = [WeightsMismatch.Shape(Name, theirs.shape, value.shape)] };
        }

        if (this is BatchCount || Apart(value, theirs) <= Tolerance)
        {
            return WeightsMismatch.None;
        }

        return WeightsMismatch.None with
        {
            Unequal = [$"{Name} and what the config says"],
        };
    }

    private static double Apart(Tensor value, Tensor theirs) =>
        value.sub(theirs.to(ScalarType.Float64)).abs().max().item<double>();

    private static Tensor Numbers(double[] numbers, ScalarType dtype, params long[] shape) =>
        tensor(numbers, shape, dtype);
}
