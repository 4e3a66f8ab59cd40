using Perceiver.Cli;
using Perceiver.Config;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>A device is what was asked for, or one message that says what was looked for.</summary>
[Collection(CliCollection.Name)]
public sealed class DeviceTests(TrainedTiny trained) : IClassFixture<TrainedTiny>
{
    private static readonly CudaFacts Nothing = new(0, null, null, ["libtorch's part: none", "the driver: none"]);

    [Theory]
    [InlineData("cpu", "cpu")]
    [InlineData("cuda", "cuda:0")]
    [InlineData("cuda:3", "cuda:3")]
    [InlineData("auto", "auto")]
    public void Words_become_a_choice_and_back(string words, string written)
    {
        var choice = DeviceChoice.Parse(words)!;
        Assert.Equal(written, choice.ToString());
        Assert.Equal(choice, DeviceChoice.Parse(written));
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("CUDA")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1x")]
    [InlineData("")]
    public void Other_words_mean_nothing(string words) => Assert.Null(DeviceChoice.Parse(words));

    [Fact]
    public void The_processor_needs_nothing_of_cuda()
    {
        var device = new DeviceChoice.Cpu().Find(() => throw new InvalidOperationException("asked"), () => "");
        Assert.Equal("cpu", device.ToString());
    }

    [Fact]
    public void A_device_that_is_not_there_is_never_replaced()
    {
        var failure = Assert.Throws<CommandFailure>(() => Find("cuda", Nothing));
        Assert.Equal(ExitCodes.Failed, failure.ExitCode);
        Assert.All(Nothing.Looked, looked => Assert.Contains(looked, failure.Message));
        Assert.Contains("2.6.0, the system: /usr", failure.Message);
        Assert.DoesNotContain("too old", failure.Message);
    }

    [Fact]
    public void A_number_beyond_the_last_names_those_that_are_there()
    {
        var two = new CudaFacts(2, "13.0", "13.0", []);
        Assert.Equal("cuda:1", Find("cuda:1", two));
        Assert.Contains("cuda:0 to cuda:1", Assert.Throws<CommandFailure>(() => Find("cuda:2", two)).Message);
    }

    [Fact]
    public void A_driver_that_is_too_old_is_said_to_be()
    {
        var old = Nothing with { Libtorch = "13.0", Driver = "12.4" };
        var message = Assert.Throws<CommandFailure>(() => Find("cuda", old)).Message;
        Assert.Contains("serves CUDA 12.4, and libtorch was built for 13.0", message);
    }

    [Fact]
    public void Auto_takes_what_there_is()
    {
        Assert.Equal("cpu", Find("auto", Nothing));
        Assert.Equal("cuda:0", Find("auto", new CudaFacts(1, "13.0", "13.1", [])));
    }

    [Theory]
    [InlineData("train CONFIG --data DATA")]
    [InlineData("eval RUN")]
    [InlineData("predict --run RUN IMAGE")]
    public void Without_a_gpu_every_verb_refuses(string line)
    {
        // The shipped tests run anywhere: with a GPU there is nothing to refuse.
        if (Engine.Current.InspectCuda().Devices > 0)
        {
            return;
        }

        var tiny = trained.Tiny;
        var runs = Directory.GetDirectories(tiny.Runs).Length;
        string[] words =
        [
            .. line.Split(' ')
                .Select(word =>
                    word switch
                    {
                        "CONFIG" => tiny.ConfigPath,
                        "DATA" => tiny.Folder.Path,
                        "RUN" => trained.Run,
                        "IMAGE" => tiny.AnImage,
                        _ => word,
                    }
                ),
            "--device",
            "cuda",
        ];
        Command
            .Run(tiny, words)
            .ShouldFail(
                1,
                "--device cuda:0: no CUDA device can be used",
                "Looked for:",
                "libtorch's CUDA part",
                "--device cpu"
            );
        Assert.Equal(runs, Directory.GetDirectories(tiny.Runs).Length);
    }

    [Fact]
    public void The_doctor_says_which_libtorch_and_what_there_is_of_cuda()
    {
        var said = Command.Run(trained.Tiny, "doctor").Out;
        Assert.Contains("found through", said);
        Assert.Contains("CUDA", said);
        Assert.Contains("libtorch_origin", Command.Run(trained.Tiny, "doctor", "--json").Out);
    }

    [Fact]
    public void Products_of_19_bits_are_not_passed_over_in_silence_where_there_are_none()
    {
        var path = Path.Combine(trained.Tiny.Runs, "tf32");
        var result = Command
            .Run(
                trained.Tiny,
                "train",
                trained.Tiny.ConfigPath,
                "--data",
                trained.Tiny.Folder.Path,
                "--out",
                path,
                "--set",
                "training.precision=tf32",
                "--set",
                "training.epochs=1"
            )
            .ShouldSucceed();
        Assert.Contains("tf32: cpu has no such products", result.Out + result.Error);
        Directory.Delete(path, recursive: true);
    }

    private static string Find(string words, CudaFacts facts) =>
        DeviceChoice.Parse(words)!.Find(() => facts, () => "2.6.0, the system: /usr").ToString();
}
