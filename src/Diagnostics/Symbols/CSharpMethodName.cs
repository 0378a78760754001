namespace Unravel.Diagnostics.Symbols;

/// <summary>
/// Turns the runtime's name of a method into what the programmer wrote: the compiler moves the bodies of async methods,
/// iterators, lambdas and local functions into types and methods of its own (names as in Roslyn's GeneratedNames).
/// </summary>
internal static class CSharpMethodName
{
    /// <summary>Type and method without namespace: <c>Bank.Transfer</c>, <c>Program.Main.lambda</c>, <c>List&lt;int&gt;.Add</c>.</summary>
    public static string Short(string runtimeType, string runtimeMethod)
    {
        var types = CSharpTypeName.Nesting(runtimeType);
        var names = new List<string>();
        var method = runtimeMethod;
        foreach (var type in types)
        {
            if (type.StartsWith("<>c", StringComparison.Ordinal))
            {
                continue; // closures: the method inside names its origin
            }

            if (OriginOf(type) is { } origin && IsStateMachine(type))
            {
                // <Load>d__5.MoveNext is the body of Load; nothing else of a state machine runs user code.
                method = origin;
                continue;
            }

            names.Add(CSharpTypeName.Short(type));
        }

        names.Add(MethodPart(method, names.Count > 0 ? names[^1] : ""));
        return string.Join('.', names.Where(name => name.Length > 0));
    }

    /// <summary>The name for an async method given by its state machine type.</summary>
    public static string OfStateMachine(string runtimeType) => Short(runtimeType, "MoveNext");

    public static bool IsStateMachineName(string runtimeType) =>
        CSharpTypeName.Nesting(runtimeType) is [.., var last] && IsStateMachine(last);

    private static string MethodPart(string method, string type)
    {
        switch (method)
        {
            case ".ctor":
                return TypeWithoutArguments(type) + " constructor";
            case ".cctor":
                return TypeWithoutArguments(type) + " static constructor";
        }

        if (OriginOf(method) is { } origin)
        {
            var after = method[(MatchingBracket(method) + 1)..];
            var outer = MethodPart(origin, type);
            if (after.StartsWith("g__", StringComparison.Ordinal))
            {
                var bar = after.IndexOf('|', StringComparison.Ordinal);
                return $"{outer}.{after[3..(bar < 0 ? after.Length : bar)]}";
            }

            return after.StartsWith("b__", StringComparison.Ordinal) ? $"{outer}.lambda" : outer;
        }

        if (method.StartsWith("get_", StringComparison.Ordinal) || method.StartsWith("set_", StringComparison.Ordinal))
        {
            return $"{method[4..]}.{method[..3]}";
        }

        // Explicit interface implementations carry the interface's full name.
        var bracket = method.IndexOf('<', StringComparison.Ordinal);
        var dot = (bracket < 0 ? method : method[..bracket]).LastIndexOf('.');
        return dot > 0 ? method[(dot + 1)..] : method;
    }

    /// <summary>What stands between the first brackets of a compiler-made name: <c>&lt;&lt;Main&gt;$&gt;b__4</c> gives <c>&lt;Main&gt;$</c>.</summary>
    private static string? OriginOf(string name)
    {
        if (name.Length < 2 || name[0] != '<')
        {
            return null;
        }

        var end = MatchingBracket(name);
        return end > 1 ? name[1..end] : null;
    }

    private static int MatchingBracket(string name)
    {
        var depth = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '<')
            {
                depth++;
            }
            else if (name[i] == '>' && --depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsStateMachine(string type) =>
        MatchingBracket(type) is var end && end > 0 && type.AsSpan(end + 1).StartsWith("d__") || type.EndsWith(">d", StringComparison.Ordinal);

    private static string TypeWithoutArguments(string type)
    {
        var bracket = type.IndexOf('<', StringComparison.Ordinal);
        return bracket < 0 ? type : type[..bracket];
    }
}
