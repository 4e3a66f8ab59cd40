using System.Text.Json;
using Perceiver.Config;

namespace Perceiver.Model;

/// <summary>A kind of model of another program: what it is made with, and what it calls its weights.</summary>
/// <param name="Name">What the kind is called.</param>
/// <param name="Program">Whose it is: <c>keras</c>, <c>lucidrains</c>, <c>huggingface</c> or <c>krasserm</c>.</param>
/// <param name="Config">
/// The model and task from an object whose <c>config</c> holds the constructor's arguments (of Hugging Face also
/// <c>decoder</c>), and from sizes that are no arguments there.
/// </param>
/// <param name="Names">The names of the weights of such a model.</param>
public sealed record ReferenceFamily(
    string Name,
    string Program,
    Func<JsonElement, ReferenceSizes, (ModelConfig Model, TaskConfig Task)> Config,
    Func<PerceiverConfig, NameMap> Names
);
