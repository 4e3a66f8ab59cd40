using Perceiver.Model;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>
/// Every operator in float32 against itself in float64 on dense inputs: its result, and its derivative by every input,
/// whatever the layout of inputs and of the incoming gradient. libtorch 1.13's GELU fails this without the engine's mend.
/// </summary>
public sealed class OperationTests
{
    public static TheoryData<string, Layout> Cases()
    {
        var cases = new TheoryData<string, Layout>();
        foreach (var name in OperationTable.All.Keys)
        {
            foreach (var layout in Layouts.All)
                cases.Add(name, layout);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Float32AgreesWithFloat64(string name, Layout inputs) =>
        OperationCheck.Run(OperationTable.All[name], inputs);

    /// <summary>An operator that a change to the product begins to use must get a line in the table.</summary>
    [Fact]
    public void TheTableHoldsEveryOperatorOfTheProduct()
    {
        var tested = OperationTable.All.Keys.Select(each => each.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], ProductCalls.Operators().Except(tested));
    }

#if !TORCHSHARP_PACKAGE
    /// <summary>
    /// libtorch 1.13's own GELU, past the engine's mend, is the flaw that this table exists for: it must be caught.
    /// </summary>
    [Fact]
    public void LibtorchsOwnGeluIsCaughtWhereItIsWrong()
    {
        if (!Engine.Current.LibtorchVersion.StartsWith("1.13", StringComparison.Ordinal))
            return;
        var operation = new Perceiver.Libtorch.Operation("aten::gelu");
        var unmended = new OperationCase(
            "libtorch's gelu",
            [
                [4, 33, 40],
            ],
            inputs => operation.Run(inputs[0])
        );

        var error = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => OperationCheck.Run(unmended, Layout.Contiguous));

        Assert.Contains("incoming gradient", error.Message, StringComparison.Ordinal);
    }
#endif
}
