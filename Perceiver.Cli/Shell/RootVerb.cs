using System.CommandLine;

namespace Perceiver.Cli;

/// <summary>All verbs.</summary>
internal static class RootVerb
{
    public static RootCommand Create(Surroundings surroundings)
    {
        var root = new RootCommand("Perceiver for .NET: declare a Perceiver in YAML, train it, use it.")
        {
            TrainVerb.Create(surroundings),
            SweepVerb.Create(surroundings),
            LrFindVerb.Create(surroundings),
            EvalVerb.Create(surroundings),
            PredictVerb.Create(surroundings),
            SummaryVerb.Create(surroundings),
            CheckVerb.Create(surroundings),
            ExplainVerb.Create(surroundings),
            NewVerb.Create(surroundings),
            DataVerb.Create(surroundings),
            PreviewVerb.Create(surroundings),
            ReportVerb.Create(surroundings),
            AttendVerb.Create(surroundings),
            GenerateVerb.Create(surroundings),
            ImportVerb.Create(surroundings),
            ExportVerb.Create(surroundings),
            DoctorVerb.Create(surroundings),
            BenchVerb.Create(surroundings),
            BenchWorkerVerb.Create(surroundings),
        };
        Help.AddExamples(root);
        return root;
    }
}
