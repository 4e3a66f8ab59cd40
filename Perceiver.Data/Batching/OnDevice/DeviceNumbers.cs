using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Data;

/// <summary>
/// Numbers drawn in memory, brought to where a batch is. Nobody waits for what the device has yet to do: such numbers
/// are few, and the driver has taken them when the call returns.
/// </summary>
internal static class DeviceNumbers
{
    /// <summary>One number for each image, float32, <c>[images, 1, 1, 1]</c>.</summary>
    public static Tensor PerImage(double[] values, Tensor images) =>
        tensor(Array.ConvertAll(values, value => (float)value), [values.Length, 1, 1, 1])
            .to(images.device, non_blocking: true);

    /// <summary>One number for each image, float64, <c>[images, 1, 1]</c>.</summary>
    public static Tensor PerPlane(IEnumerable<double> values, Tensor images)
    {
        var all = values.ToArray();
        return tensor(all, [all.Length, 1, 1]).to(images.device, non_blocking: true);
    }

    /// <summary>Numbers that are multiplied with a batch, float32, <c>[count]</c>.</summary>
    public static Tensor Floats(float[] values, Tensor images) => tensor(values).to(images.device, non_blocking: true);

    /// <summary>Whole numbers, int64, <c>[count]</c>.</summary>
    public static Tensor Integers(int[] values, Tensor images) =>
        tensor(Array.ConvertAll(values, value => (long)value)).to(images.device, non_blocking: true);
}
