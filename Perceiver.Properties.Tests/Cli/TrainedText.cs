namespace Perceiver.Properties.Tests.Cli;

/// <summary>Two runs on a verse, for tests that only read them: one goes on with it, one fills it in.</summary>
public sealed class TrainedText : IDisposable
{
    private const string Rest = """
        data:
          source: { kind: text, path: verse.txt }
          split: { validation: 0.1, test: 0.1, method: last }
        training: { epochs: 2, batch_size: 16, shards: 2, optimizer: { kind: adamw, learning_rate: 0.01 } }
        """;

    private const string Encoder = """
        encoder:
            blocks: 1
            cross_attend: { attention: { heads: 2 }, mlp: { widening: 2 } }
            self_attend: { attention: { heads: 2 }, mlp: { widening: 2 } }
        """;

    private const string Causal = $$"""
        model:
          input: { kind: tokens, length: 24, vocabulary: 262 }
          preprocessor: { kind: embedding, width: 16 }
          latents: { count: 8, width: 16, source: last_inputs }
          {{Encoder}}
            causal: true
            rotary: { kind: interleaved, share: 0.5 }
          decoder: { kind: latents, output: tied }
        task: causal_language_model
        {{Rest}}
        """;

    private const string Masked = $$"""
        model:
          input: { kind: tokens, length: 24, vocabulary: 262, padding: 0 }
          preprocessor: { kind: embedding, width: 16 }
          latents: { count: 6, width: 16 }
          {{Encoder}}
          decoder: { kind: queries, queries: { kind: learned, count: 24, width: 16 }, output: tied }
        task: { kind: masked_language_model, mask_token: 3 }
        {{Rest}}
        """;

    public TrainedText()
    {
        Tiny.Folder.Write("verse.txt", string.Concat(Enumerable.Repeat("the cat sat on the mat and saw a dog. ", 100)));
        (Writer, Filler) = (Train("writer", Causal), Train("filler", Masked));
    }

    public TinyRun Tiny { get; } = new();

    /// <summary>The run that goes on with texts.</summary>
    public string Writer { get; }

    /// <summary>The run that fills in what is masked.</summary>
    public string Filler { get; }

    public void Dispose() => Tiny.Dispose();

    private string Train(string name, string config)
    {
        var (file, run) = (Tiny.Folder.Write($"{name}.yaml", config), Path.Combine(Tiny.Runs, name));
        Command.Run(Tiny, "train", file, "--data", Tiny.Folder.Path, "--out", run, "--quiet").ShouldSucceed();
        return run;
    }
}
