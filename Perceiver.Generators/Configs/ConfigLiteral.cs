using System.Collections;
using Microsoft.CodeAnalysis.CSharp;
using Perceiver.Config;

namespace Perceiver.Generators.Configs;

/// <summary>
/// A config as the C# expression that builds it. It follows the records' own constructors, so a new setting needs
/// nothing here.
/// </summary>
internal static class ConfigLiteral
{
    public static string Of(object? value, string indent) =>
        value switch
        {
            null => "null",
            bool flag => flag ? "true" : "false",
            int number => NumberText.Format(number),
            long number => NumberText.Format(number) + "L",
            double number => NumberText.Format(number) + "d",
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            Enum word => $"{Name(word.GetType())}.{word}",
            IEnumerable list => List(list, indent),
            _ => Record(value, indent),
        };

    private static string List(IEnumerable list, string indent)
    {
        var type = Name(list.GetType().GetGenericArguments()[0]);
        var items = string.Join(", ", list.Cast<object?>().Select(item => Of(item, indent)));
        return items.Length == 0
            ? $"global::Perceiver.Config.EquatableArray<{type}>.Empty"
            : $"global::Perceiver.Config.EquatableArray.ToEquatableArray(new {type}[] {{ {items} }})";
    }

    private static string Record(object record, string indent)
    {
        var type = record.GetType();
        var inner = indent + "    ";
        var arguments = type.GetConstructors()
            .OrderByDescending(constructor => constructor.GetParameters().Length)
            .First()
            .GetParameters()
            .Select(parameter => (parameter.Name, Value: type.GetProperty(parameter.Name!)!.GetValue(record)))
            .Select(argument => $"\n{inner}{argument.Name}: {Of(argument.Value, inner)}");
        return $"new {Name(type)}({string.Join(",", arguments)})";
    }

    private static string Name(Type type) =>
        type == typeof(string) ? "string"
        : type == typeof(int) ? "int"
        : "global::" + type.FullName!.Replace('+', '.');
}
