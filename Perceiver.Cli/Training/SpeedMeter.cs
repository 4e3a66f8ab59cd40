using System.Diagnostics;

namespace Perceiver.Cli;

/// <summary>Steps and images per second, over the last seconds.</summary>
internal sealed class SpeedMeter
{
    private const double Window = 15;
    private readonly Queue<(double Time, int Images)> _steps = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _images;

    public void Step(int images)
    {
        var now = _clock.Elapsed.TotalSeconds;
        _steps.Enqueue((now, images));
        _images += images;
        while (_steps.Count > 2 && now - _steps.Peek().Time > Window)
        {
            _images -= _steps.Dequeue().Images;
        }
    }

    /// <summary>Forget what was before a pause.</summary>
    public void Restart()
    {
        _steps.Clear();
        _images = 0;
    }

    public double ImagesPerSecond => _steps.Count > 1 ? (_images - _steps.Peek().Images) / Span : 0;

    public double SecondsPerStep => _steps.Count > 1 ? Span / (_steps.Count - 1) : 0;

    private double Span => Math.Max(1e-9, _clock.Elapsed.TotalSeconds - _steps.Peek().Time);
}
