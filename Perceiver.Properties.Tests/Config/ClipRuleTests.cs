using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>What a model of several inputs must be for clips: one message for each thing that they do not have.</summary>
public sealed class ClipRuleTests
{
    private const string Sound = "{ kind: audio, samples: 64 }";
    private const string Label = "{ kind: label, classes: 4 }";

    [Theory]
    [InlineData(Sound, "{ kind: audio, samples: 56 }", "56", "cannot be told apart in 56 samples")]
    [InlineData(Sound, "{ kind: audio, samples: 64, channels: 2 }", "2", "1 channel, not 2")]
    [InlineData(Label, "{ kind: label, classes: 5 }", "5", "4 classes, not 5")]
    [InlineData(Label, "{ kind: tokens, length: 4, vocabulary: 9 }", "tokens", "no tokens")]
    [InlineData(Label, "{ kind: audio, samples: 64 }", "audio", "one audio, and that is 'sound'")]
    public void Each_input_is_one_that_clips_have(string right, string wrong, string place, string words)
    {
        Assert.Empty(ConfigCompiler.Compile(Text).Findings);
        var text = Text.Replace(right, wrong, StringComparison.Ordinal);
        var finding = Assert.Single(ConfigCompiler.Compile(text).Findings);
        Assert.Equal(Rules.ClipParts, finding.Rule);
        Assert.Equal(place, text.Substring(finding.Span.Start, finding.Span.Length));
        Assert.Contains(words, finding.Format(""), StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_cut_by_a_convolution_are_given_back_by_the_element()
    {
        const string Conv = """
            model:
              input:
                kind: modalities
                parts:
                  - name: eye
                    input: { kind: image, height: 8, width: 8, channels: 1 }
                    preprocessor: { kind: conv, width: 4 }
                    positions: { kind: fourier, bands: 2 }
              latents: { count: 2, width: 8 }
              encoder: { blocks: 1 }
              decoder:
                kind: modalities
                width: 4
                parts:
                  - { name: eye, queries: { kind: learned, count: COUNT }, outputs: 1 }
            task: multimodal_autoencoding
            data: { source: none }
            training: { epochs: 1 }
            """;
        Assert.NotNull(Compiled("64").Config);
        Assert.Equal(Rules.NoRawInputs, Assert.Single(Compiled("4").Findings).Rule);

        static Compiled Compiled(string count) =>
            ConfigCompiler.Compile(Conv.Replace("COUNT", count, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("film, queries: { kind: learned, count: 2, width: 4 }, outputs: 16", 1)]
    [InlineData("label, queries: { kind: learned, count: 1, width: 4 }, outputs: 4", 0)]
    public void Labels_are_smoothed_where_a_label_is_asked(string asked, int idle)
    {
        var text = Text.Replace("epochs: 1", "epochs: 1, label_smoothing: 0.1", StringComparison.Ordinal)
            .Replace(
                "film, queries: { kind: learned, count: 2, width: 4 }, outputs: 16",
                asked,
                StringComparison.Ordinal
            );
        var compiled = ConfigCompiler.Compile(text);
        Assert.NotNull(compiled.Config);
        Assert.Equal(idle, compiled.Findings.Count(finding => finding.Rule == Rules.NoEffect));
    }

    private const string Text = """
        model:
          input:
            kind: modalities
            parts:
              - name: sound
                input: { kind: audio, samples: 64 }
                preprocessor: { kind: audio_patches, size: 8 }
                positions: { kind: learned }
              - name: label
                input: { kind: label, classes: 4 }
                positions: { kind: learned }
              - name: film
                input: { kind: video, frames: 2, height: 4, width: 4, channels: 1 }
                preprocessor: { kind: patches, size: 4 }
                positions: { kind: learned }
          latents: { count: 2, width: 8 }
          encoder: { blocks: 1 }
          decoder:
            kind: modalities
            width: 4
            parts:
              - { name: film, queries: { kind: learned, count: 2, width: 4 }, outputs: 16 }
        task: multimodal_autoencoding
        data: { source: clips, split: { validation: 0.1 } }
        training: { epochs: 1 }
        """;
}
