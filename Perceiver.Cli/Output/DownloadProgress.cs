using System.Globalization;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>
/// How far a download is: a bar that is redrawn on a terminal, a line per tenth elsewhere. It goes to standard error.
/// </summary>
internal sealed class DownloadProgress(Surroundings surroundings) : IProgress<DataProgress>, IDisposable
{
    private const int Width = 30;
    private readonly Lock _lock = new();
    private string _file = "";
    private int _shown = -1;
    private bool _open;

    public void Report(DataProgress value)
    {
        lock (_lock)
        {
            var share = value.Total is > 0 ? Math.Clamp((double)value.Done / value.Total.Value, 0, 1) : 0;
            var tick = (int)(share * (surroundings.OutIsTerminal ? 100 : 10));
            if (value.File == _file && tick == _shown)
            {
                return;
            }

            if (value.File != _file)
            {
                EndLine();
            }

            (_file, _shown) = (value.File, tick);
            var size = $"{Megabytes(value.Done)} of {(value.Total is { } total ? Megabytes(total) : "?")} MB";
            if (surroundings.OutIsTerminal)
            {
                var filled = (int)(share * Width);
                var bar = new string('#', filled) + new string('.', Width - filled);
                surroundings.Error.Write($"\r{value.File} [{bar}] {share * 100:0} % {size} ");
                _open = true;
            }
            else
            {
                surroundings.Error.WriteLine($"{value.File} {size}");
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            EndLine();
        }
    }

    private void EndLine()
    {
        if (_open)
        {
            surroundings.Error.WriteLine();
            _open = false;
        }
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
