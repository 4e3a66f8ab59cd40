using Perceiver.Data;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Safetensors;

public sealed class TensorTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void A_tensor_comes_back_with_type_shape_and_content(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var tensor = arange(0, 6, 1).reshape(2, 3).to_type(type);
        var back = SafetensorsTensors.FromTensor("t", tensor).ToTensor();
        Assert.Equal(type, back.dtype);
        Assert.Equal([2, 3], back.shape);
        Assert.Equal(tensor.bytes.ToArray(), back.bytes.ToArray());
    }

    [Fact]
    public void A_transposed_view_is_written_in_its_own_order()
    {
        using var scope = NewDisposeScope();
        var tensor = arange(0, 6, 1).reshape(2, 3).to_type(ScalarType.Float32).transpose(0, 1);
        var back = SafetensorsTensors.FromTensor("t", tensor).ToTensor();
        Assert.Equal([3, 2], back.shape);
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], back.data<float>().ToArray());
    }

    [Fact]
    public void A_scalar_and_an_empty_tensor_come_back()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(2.5f, SafetensorsTensors.FromTensor("s", tensor(2.5f)).ToTensor().item<float>());
        Assert.Equal([0, 3], SafetensorsTensors.FromTensor("e", zeros(0, 3)).ToTensor().shape);
    }
}
