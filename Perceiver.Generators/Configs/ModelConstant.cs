using System.Reflection;
using Perceiver.Config;

namespace Perceiver.Generators.Configs;

/// <summary>A whole number of a config that its type carries as a constant.</summary>
internal sealed record ModelConstant(string Name, int Value, string Doc)
{
    private const string Latents = "Latents";
    private const string LatentWidth = "LatentWidth";

    /// <summary>The names of all constants that any config may give. A broken config has them all, so that no code of a user breaks.</summary>
    public static EquatableArray<string> AllNames { get; } =
    [
        Latents,
        LatentWidth,
        .. Kinds(typeof(InputConfig))
            .Concat(Kinds(typeof(TaskConfig)))
            .SelectMany(Numbers)
            .Select(property => property.Name)
            .Distinct()
            .OrderBy(name => name, StringComparer.Ordinal),
    ];

    /// <summary>The sizes of the latents, of the input and of the task's output; with their doc comments, which are the schema's.</summary>
    public static IEnumerable<ModelConstant> Of(PerceiverConfig config)
    {
        yield return new(Latents, config.Model.Latents.Count, "Number of latents.");
        yield return new(LatentWidth, config.Model.Latents.Width, "Channels of each latent.");
        var taken = new HashSet<string>();
        foreach (
            var (record, path) in new (object, string[])[]
            {
                (config.Task, ["task"]),
                (config.Model.Input, ["model", "input"]),
            }
        )
        {
            foreach (var property in Numbers(record.GetType()).Where(property => taken.Add(property.Name)))
            {
                yield return new(
                    property.Name,
                    (int)property.GetValue(record)!,
                    DocOf(path, record.GetType().Name, property.Name)
                );
            }
        }
    }

    private static IEnumerable<Type> Kinds(Type union) => union.GetNestedTypes().Where(union.IsAssignableFrom);

    private static IEnumerable<PropertyInfo> Numbers(Type record) =>
        record.GetProperties().Where(property => property.PropertyType == typeof(int));

    private static string DocOf(string[] path, string kind, string property)
    {
        SettingShape shape = ConfigSchema.Root;
        foreach (var key in path)
        {
            shape = ((SettingShape.Group)shape).Fields.First(field => field.Key == key).Shape;
        }

        return ((SettingShape.Choice)shape)
                .Cases.FirstOrDefault(one => one.Word == Spelling.Snake(kind))
                ?.Fields.FirstOrDefault(field => field.Key == Spelling.Snake(property))
                ?.Doc
            ?? "";
    }
}
