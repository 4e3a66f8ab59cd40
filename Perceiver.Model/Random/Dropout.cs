using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Dropout as a function: the mask comes from a key, not from a hidden generator.</summary>
internal static class Dropout
{
    /// <summary>
    /// Sets each element to zero with a probability and divides the others by what is left of it, so that the mean stays.
    /// </summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="probability">In [0, 1).</param>
    /// <param name="key">Decides the mask; null means evaluation, which changes nothing.</param>
    public static Tensor Apply(Tensor x, double probability, RngKey? key)
    {
        if (key is not { } present || probability == 0)
        {
            return x;
        }

        return x.mul(DropoutMask.Draw(x.shape, 1 - probability, present, x.dtype, x.device));
    }
}
