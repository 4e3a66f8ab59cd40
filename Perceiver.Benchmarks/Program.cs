using BenchmarkDotNet.Running;

namespace Perceiver.Benchmarks;

/// <summary>Times steps of this program, alone or in turn with another that speaks the same lines.</summary>
internal static class Program
{
    private const string Usage = """
        usage: Perceiver.Benchmarks step CASE [OPTIONS]                      a step for each line on standard input
               Perceiver.Benchmarks side-by-side PEER.py CASE... [OPTIONS]   ours and the peer's, in turn
               Perceiver.Benchmarks micro [BENCHMARKDOTNET OPTIONS]          the program's own cost of a step
        cases: keras, small, paper
        options: --mode train|forward (train), --batch N (8), --threads N (2), --steps N (10, after 3 to warm up)
        """;

    private static int Main(string[] arguments)
    {
        if (arguments is ["micro", .. var rest])
        {
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest);
            return 0;
        }

        try
        {
            var words = arguments.TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal)).ToArray();
            var options = StepOptions.Parse(arguments[words.Length..]);
            switch (words)
            {
                case ["step", var name]:
                    StepServer.Run(name, options);
                    return 0;
                case ["side-by-side", var peer, .. { Length: > 0 } cases]:
                    foreach (var name in cases)
                    {
                        SideBySide.Run(peer, name, options);
                    }

                    return 0;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or IOException)
        {
            Console.Error.WriteLine($"{exception.Message}\n{Usage}");
            return 2;
        }
    }
}
