using System.Text;

namespace Unravel.Diagnostics.Symbols;

/// <summary>
/// Turns the runtime's name of a type (<c>System.Collections.Generic.List&lt;System.Int32&gt;</c>, <c>Outer+Inner</c>)
/// into what a programmer would write.
/// </summary>
internal static class CSharpTypeName
{
    private static readonly Dictionary<string, string> s_keywords = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool", ["System.Byte"] = "byte", ["System.SByte"] = "sbyte", ["System.Char"] = "char",
        ["System.Decimal"] = "decimal", ["System.Double"] = "double", ["System.Single"] = "float", ["System.Int32"] = "int",
        ["System.UInt32"] = "uint", ["System.Int64"] = "long", ["System.UInt64"] = "ulong", ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort", ["System.Object"] = "object", ["System.String"] = "string", ["System.Void"] = "void",
        ["System.IntPtr"] = "nint", ["System.UIntPtr"] = "nuint", ["System.__Canon"] = "_",
    };

    /// <summary>The name without namespaces, with C# keywords and dots between nested types.</summary>
    public static string Short(string runtimeName)
    {
        var result = new StringBuilder(runtimeName.Length);
        var start = 0;
        for (var i = 0; i <= runtimeName.Length; i++)
        {
            // A name ends at a bracket or comma of generics and arrays; '<' after '+' or at the start begins a compiler-made name.
            if (i < runtimeName.Length && !EndsName(runtimeName, start, i))
            {
                continue;
            }

            result.Append(ShortSimple(runtimeName[start..i]));
            if (i < runtimeName.Length)
            {
                // Between arguments stands a space; the commas of an array of several dimensions have nothing before them.
                var isOfArray = i > 0 && runtimeName[i - 1] is ('[' or ',');
                _ = runtimeName[i] is ',' && !isOfArray ? result.Append(", ") : result.Append(runtimeName[i]);
            }

            start = i + 1;
            while (start < runtimeName.Length && runtimeName[start] == ' ')
            {
                start++;
                i++;
            }
        }

        return result.ToString();
    }

    /// <summary>The arguments of a generic method as the runtime writes them, each with its assembly: <c>[[System.Int32, System.Private.CoreLib],[...]]</c>.</summary>
    public static IEnumerable<string> OfArguments(string runtimeList)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < runtimeList.Length; i++)
        {
            if (runtimeList[i] == '[' && ++depth == 2)
            {
                start = i + 1;
            }
            else if (runtimeList[i] == ']' && depth-- == 2)
            {
                yield return OfArgument(runtimeList[start..i]);
            }
        }
    }

    /// <summary>One such argument: a type, its own arguments in double brackets, perhaps array brackets, then the assembly.</summary>
    private static string OfArgument(string runtimeType)
    {
        var open = runtimeType.IndexOf("[[", StringComparison.Ordinal);
        var close = open < 0 ? -1 : runtimeType.LastIndexOf("]]", StringComparison.Ordinal);
        var comma = runtimeType.LastIndexOf(", ", StringComparison.Ordinal);
        var end = comma > close ? comma : runtimeType.Length;
        return close < open || open < 0
            ? Short(runtimeType[..end])
            : $"{Short(runtimeType[..open])}<{string.Join(", ", OfArguments(runtimeType[open..(close + 2)]))}>{runtimeType[(close + 2)..end]}";
    }

    /// <summary>The namespace of a type name; empty when it has none.</summary>
    public static string NamespaceOf(string runtimeName)
    {
        var end = runtimeName.AsSpan().IndexOfAny('<', '+', '[');
        var head = end < 0 ? runtimeName : runtimeName[..end];
        var dot = head.LastIndexOf('.');
        return dot < 0 ? "" : head[..dot];
    }

    /// <summary>The parts of a nested type name, outermost first, without the namespace; generic arguments stay with their part.</summary>
    public static List<string> Nesting(string runtimeName)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = NamespaceOf(runtimeName) is { Length: > 0 } space ? space.Length + 1 : 0;
        for (var i = start; i <= runtimeName.Length; i++)
        {
            if (i == runtimeName.Length || (runtimeName[i] == '+' && depth == 0))
            {
                parts.Add(runtimeName[start..i]);
                start = i + 1;
            }
            else if (runtimeName[i] == '<')
            {
                depth++;
            }
            else if (runtimeName[i] == '>' && depth > 0)
            {
                depth--;
            }
        }

        return parts;
    }

    private static bool EndsName(string name, int start, int index) => name[index] switch
    {
        '[' or ']' or ',' => true,
        '<' => index > start && name[index - 1] is not ('+' or '.' or '<'),
        '>' => index == name.Length - 1 || name[index + 1] is '>' or ',' or '[' or ']' or '+' || index == start,
        _ => false,
    };

    private static string ShortSimple(string name)
    {
        if (s_keywords.TryGetValue(name, out var keyword))
        {
            return keyword;
        }

        var plus = name.IndexOf('+', StringComparison.Ordinal);
        var head = plus < 0 ? name : name[..plus];
        var dot = head.LastIndexOf('.');
        var shortened = (dot < 0 ? head : head[(dot + 1)..]) + (plus < 0 ? "" : name[plus..]);
        var tick = shortened.IndexOf('`', StringComparison.Ordinal);
        if (tick >= 0)
        {
            shortened = shortened[..tick];
        }

        return shortened.Replace('+', '.');
    }
}
