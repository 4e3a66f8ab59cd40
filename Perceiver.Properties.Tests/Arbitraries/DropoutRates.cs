using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Sets every dropout rate of a config; no block is left out.</summary>
public static class DropoutRates
{
    public static PerceiverConfig Set(PerceiverConfig config, double rate)
    {
        var (model, encoder) = (config.Model, config.Model.Encoder);
        return config with
        {
            Training = config.Training with { StochasticDepth = 0 },
            Model = model with
            {
                Encoder = encoder with
                {
                    CrossAttend = Block(encoder.CrossAttend),
                    SelfAttend = Block(encoder.SelfAttend),
                },
                Decoder = model.Decoder switch
                {
                    DecoderConfig.MeanPool pool => pool with { Head = Head(pool.Head) },
                    DecoderConfig.Query query => query with
                    {
                        CrossAttend = Block(query.CrossAttend),
                        Head = Head(query.Head),
                    },
                    var other => other,
                },
            },
        };

        BlockConfig Block(BlockConfig block) =>
            block with
            {
                Attention = block.Attention with
                {
                    Dropout = rate,
                    OutputDropout = block.Attention.OutputProjection ? rate : 0,
                },
                Mlp = block.Mlp is { } mlp ? mlp with { Dropout = rate } : null,
            };
        HeadConfig Head(HeadConfig head) => head with { LogitDropout = rate };
    }
}
