using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// What the attentions of an autoregressive encoder have read, so that a token more costs one query and not all of them:
/// one memory for each attention, in the order in which a pass comes to them.
/// </summary>
/// <param name="past">What earlier passes read; empty for the first.</param>
internal sealed class AttentionLog(IReadOnlyList<AttentionMemory> past)
{
    private readonly List<AttentionMemory> _memories = [];

    /// <summary>Whether earlier tokens are remembered, and only those after them are given.</summary>
    public bool HasPast => past.Count > 0;

    /// <summary>Everything that was read up to here.</summary>
    public IReadOnlyList<AttentionMemory> Memories => _memories;

    /// <summary>The memory of the next attention: what it read before, then what is read now.</summary>
    /// <param name="log">The log, or null where nothing is kept.</param>
    /// <param name="read">Reads; its argument is the place of the first row that it reads.</param>
    public static AttentionMemory Join(AttentionLog? log, Func<long, AttentionMemory> read) =>
        log is null ? read(0) : log.Join(read);

    private AttentionMemory Join(Func<long, AttentionMemory> read)
    {
        var before = HasPast ? past[_memories.Count] : null;
        var now = read(before?.Keys.shape[1] ?? 0);
        var all = before is null
            ? now
            : now with
            {
                Keys = cat([before.Keys, now.Keys], 1),
                Values = cat([before.Values, now.Values], 1),
            };
        _memories.Add(all with { Places = null }); // Keys are turned already; who asks next stands elsewhere.
        return all;
    }
}
