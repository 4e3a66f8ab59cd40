using System.Collections.Immutable;
using System.Text.Json;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary><c>reference.json</c> of an imported run: what it was elsewhere, so that it can go back.</summary>
/// <param name="Family">The kind of model, one of <see cref="ReferenceFamilies"/>.</param>
/// <param name="Prefix">What stood in front of every name.</param>
/// <param name="Axes">Sizes of the input that the arguments leave open.</param>
/// <param name="Queries">How many queries come with a batch, where the arguments leave that open.</param>
/// <param name="Document">The arguments.</param>
public sealed record ReferenceNote(
    string Family,
    string Prefix,
    ImmutableArray<int> Axes,
    int? Queries,
    JsonElement Document
)
{
    /// <summary>The note in a run folder; null where the run was not imported.</summary>
    public static ReferenceNote? Of(RunFolder folder) =>
        File.Exists(folder.Reference) ? Json.Read<ReferenceNote>(File.ReadAllText(folder.Reference)) : null;

    /// <summary>The names that weights of a config have there.</summary>
    public NameMap Names(PerceiverConfig config) =>
        (ReferenceFamilies.Find(Family) ?? throw new CommandFailure($"there is no family '{Family}' any more."))
            .Names(config)
            .Behind(Prefix);
}
