using System.CommandLine;
using System.Runtime.InteropServices;
using Perceiver.Data;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary><c>perceiver doctor</c>.</summary>
internal static class DoctorVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var json = CommonOptions.Json();
        return new Verb(
            "doctor",
            "Show what the program runs on, and what is missing with the line that mends it.",
            ["perceiver doctor", "perceiver doctor --json"],
            json
        ).Does(parsed =>
        {
            var facts = Engine.Current.Inspect();
            var cuda = Engine.Current.InspectCuda();
            var images = ImageLibrary.All;
            var data = DataCatalog
                .All.Select(entry => (entry.Name, Path: DataVerifier.Find(entry, new DataLocation()).IfLeft("")))
                .ToArray();
            var problems = facts
                .Problems.Concat(images.Where(library => !library.Works).Select(library => library.Problem))
                .ToArray();
            var usable = !problems.Any(problem => problem.Fatal);
            if (parsed.GetValue(json))
            {
                surroundings.Out.WriteLine(
                    Json.Pretty(
                        new
                        {
                            Usable = usable,
                            Program = ProgramVersion.Current,
                            Runtime = RuntimeInformation.FrameworkDescription,
                            System = RuntimeInformation.OSDescription,
                            Engine = facts.Engine,
                            Libtorch = facts.LibtorchVersion,
                            facts.LibtorchPath,
                            facts.LibtorchOrigin,
                            Cuda = cuda,
                            facts.Blas,
                            facts.BlasKind,
                            facts.BlasThreads,
                            facts.Threads,
                            facts.Processors,
                            facts.CpuFeatures,
                            facts.Compiler,
                            ImageLibraries = images.Select(library => new { library.Name, library.Works }),
                            DataHome = DataHome.Path,
                            Data = data.Select(set => new { set.Name, Path = set.Path.Length > 0 ? set.Path : null }),
                            Problems = problems,
                        }
                    )
                );
            }
            else
            {
                Write(surroundings.Out, facts, cuda, images, data, problems);
            }

            return usable ? ExitCodes.Done : ExitCodes.Failed;
        });
    }

    private static void Write(
        TextWriter output,
        EngineFacts facts,
        CudaFacts cuda,
        IReadOnlyList<ImageLibrary> images,
        IReadOnlyList<(string Name, string Path)> data,
        IReadOnlyList<EngineProblem> problems
    )
    {
        Line("program", $"perceiver {ProgramVersion.Current}");
        Line("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
        Line("engine", facts.Engine);
        Line("libtorch", $"{facts.LibtorchVersion} ({facts.LibtorchPath ?? "not found"})");
        Line("found through", facts.LibtorchOrigin.Length > 0 ? facts.LibtorchOrigin : "unknown");
        Line("CUDA", cuda.ToString());
        Line("BLAS", $"{facts.BlasKind} ({facts.Blas ?? "none found"})");
        Line(
            "threads",
            $"{facts.Threads} of libtorch, {facts.BlasThreads?.ToString() ?? "?"} of the BLAS, {facts.Processors} processors"
        );
        Line("CPU", facts.CpuFeatures);
        Line("compiler", facts.Compiler ?? "none");
        Line(
            "images",
            string.Join(", ", images.Select(library => $"{library.Name} {(library.Works ? "yes" : "missing")}"))
        );
        Line("data home", DataHome.Path);
        foreach (var (name, path) in data)
        {
            Line($"  {name}", path.Length > 0 ? path : $"absent (perceiver data get {name})");
        }

        output.WriteLine();
        foreach (var problem in problems)
        {
            output.WriteLine($"{(problem.Fatal ? "error" : "note")}: {problem.What}");
            if (problem.Mend is { } mend)
            {
                output.WriteLine($"  mend: {mend}");
            }
        }

        output.WriteLine(problems.Any(problem => problem.Fatal) ? "Not usable until the errors are mended." : "Ready.");

        void Line(string what, string value) => output.WriteLine($"{what, -16} {value}");
    }
}
