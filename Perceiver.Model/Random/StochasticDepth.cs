using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Leaves out whole blocks for some examples (1603.09382); the deeper a block, the more often.</summary>
/// <param name="Rate">How often the last block is left out, in [0, 1).</param>
/// <param name="Blocks">How many blocks there are.</param>
internal readonly record struct StochasticDepth(double Rate, int Blocks)
{
    /// <summary>How often a block is left out, by its number from 0.</summary>
    public double RateOf(int block) => Rate * (block + 1) / Blocks;

    /// <summary>
    /// What a block adds, divided by the share of examples that keep it, so that the mean stays; nothing for the others.
    /// </summary>
    /// <param name="before">What the block was given, <c>[batch or 1, latents, channels]</c>.</param>
    /// <param name="after">What it made of it.</param>
    /// <param name="block">Its number, from 0.</param>
    /// <param name="key">Decides for whom; null means evaluation, which keeps every block.</param>
    public Tensor Apply(Tensor before, Tensor after, int block, RngKey? key)
    {
        if (key is not { } present || Rate == 0)
        {
            return after;
        }

        var mask = DropoutMask.Draw([after.shape[0], 1, 1], 1 - RateOf(block), present, after.dtype, after.device);
        return before.add(after.sub(before).mul(mask));
    }
}
