using System.Diagnostics;

namespace Perceiver.Cli;

/// <summary>One side of a comparison: a process that makes a step whenever it is told to.</summary>
internal sealed class BenchProcess : IDisposable
{
    private readonly Process _process;

    private BenchProcess(Process process, long parameters) => (_process, Parameters) = (process, parameters);

    /// <summary>How many numbers its model learns.</summary>
    public long Parameters { get; }

    /// <summary>Ours: this program with the hidden verb.</summary>
    public static BenchProcess Ours(params string[] arguments)
    {
        var self = Path.Combine(AppContext.BaseDirectory, "perceiver.dll");
        return Start("dotnet", [self, BenchWorkerVerb.Name, .. arguments]);
    }

    /// <summary>PyTorch's.</summary>
    public static BenchProcess Peer(string python, params string[] arguments) =>
        Start(python, [Path.Combine(BenchCase.Folder, "pytorch_peer.py"), .. arguments]);

    /// <summary>A Python that has PyTorch, or a failure that says how to get one.</summary>
    public static string FindPython(Surroundings surroundings)
    {
        string[] candidates = [surroundings.Environment("PERCEIVER_PYTHON") ?? "", "/usr/bin/python3", "python3"];
        return candidates.FirstOrDefault(HasTorch)
            ?? throw new CommandFailure(
                "bench compares with PyTorch, which is not here; on Debian: sudo apt-get install python3-torch "
                    + "(or name a Python that has it in PERCEIVER_PYTHON)."
            );
    }

    /// <summary>Makes one step.</summary>
    public StepFigures Step()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        return Json.Read<StepFigures>(Line(_process));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool HasTorch(string python)
    {
        if (python.Length == 0)
        {
            return false;
        }

        try
        {
            var start = new ProcessStartInfo(python, ["-c", "import torch"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            using var process = Process.Start(start)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static BenchProcess Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var ready = Json.Read<WorkerReady>(Line(process));
        return new BenchProcess(process, ready.Parameters);
    }

    private static string Line(Process process) =>
        process.StandardOutput.ReadLine()
        ?? throw new CommandFailure($"{process.StartInfo.FileName} ended before it answered; its message is above.");
}
