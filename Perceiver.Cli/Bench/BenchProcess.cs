using System.Diagnostics;
using System.Globalization;

namespace Perceiver.Cli;

/// <summary>One side of a comparison: a process that makes a step whenever it is told to.</summary>
internal sealed class BenchProcess : IDisposable
{
    private const int LeastWarmUp = 2;

    private static readonly TimeSpan LeastWarmUpTime = TimeSpan.FromSeconds(4);

    private readonly Process _process;

    private BenchProcess(Process process, WorkerReady facts) => (_process, Facts) = (process, facts);

    /// <summary>What it said of itself.</summary>
    public WorkerReady Facts { get; }

    /// <summary>Ours: this program with the hidden verb.</summary>
    public static BenchProcess Ours(params string[] arguments)
    {
        var self = Path.Combine(AppContext.BaseDirectory, "perceiver.dll");
        return Start("dotnet", [self, BenchWorkerVerb.Name, .. arguments]);
    }

    /// <summary>PyTorch's, whose own threads and whose BLAS's are set apart.</summary>
    public static BenchProcess Peer(string python, PeerThreads threads, params string[] arguments)
    {
        string[] all = [Path.Combine(BenchCase.Folder, "pytorch_peer.py"), .. arguments];
        return Start(
            python,
            [.. all, "--threads", threads.Own.ToString(CultureInfo.InvariantCulture)],
            ("OPENBLAS_NUM_THREADS", threads.Blas.ToString(CultureInfo.InvariantCulture))
        );
    }

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

    /// <summary>Processor time that it has taken since it was started, in seconds.</summary>
    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Makes steps that are not counted, until the compiler of either side has nothing left to do.</summary>
    public void WarmUp()
    {
        var clock = Stopwatch.StartNew();
        for (var steps = 0; steps < LeastWarmUp || clock.Elapsed < LeastWarmUpTime; steps++)
        {
            Step();
        }
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

    private static BenchProcess Start(
        string program,
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var ready = Json.Read<WorkerReady>(Line(process));
        return new BenchProcess(process, ready);
    }

    private static string Line(Process process) =>
        process.StandardOutput.ReadLine()
        ?? throw new CommandFailure($"{process.StartInfo.FileName} ended before it answered; its message is above.");
}
