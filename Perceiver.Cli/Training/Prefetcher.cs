using System.Collections.Concurrent;

namespace Perceiver.Cli;

/// <summary>Makes the next items on a thread of its own while the current one is worked on.</summary>
public sealed class Prefetcher<T> : IDisposable
{
    private const int Ahead = 2;

    private readonly BlockingCollection<T> _ready = new(Ahead);
    private readonly CancellationTokenSource _stop = new();
    private readonly Action<T> _release;
    private readonly Thread _thread;
    private Exception? _failure;

    /// <summary>Starts making items <paramref name="from"/>, <c>from + 1</c>, ..., <paramref name="to"/> - 1.</summary>
    /// <param name="from">First item.</param>
    /// <param name="to">End, exclusive.</param>
    /// <param name="make">Makes an item from its number; runs on the other thread.</param>
    /// <param name="release">Frees an item that nobody took.</param>
    public Prefetcher(int from, int to, Func<int, T> make, Action<T> release)
    {
        _release = release;
        _thread = new Thread(() => Produce(from, to, make)) { IsBackground = true, Name = "prefetch" };
        _thread.Start();
    }

    /// <summary>The items in order; each belongs to the caller.</summary>
    public IEnumerable<T> Items()
    {
        foreach (var item in _ready.GetConsumingEnumerable())
        {
            yield return item;
        }

        if (_failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
        }
    }

    /// <summary>Stops and frees what was made in advance.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        while (_ready.TryTake(out var item))
        {
            _release(item);
        }

        _ready.Dispose();
        _stop.Dispose();
    }

    private void Produce(int from, int to, Func<int, T> make)
    {
        try
        {
            for (var i = from; i < to && !_stop.IsCancellationRequested; i++)
            {
                var item = make(i);
                try
                {
                    _ready.Add(item, _stop.Token);
                }
                catch (OperationCanceledException)
                {
                    _release(item);
                }
            }
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }
}
