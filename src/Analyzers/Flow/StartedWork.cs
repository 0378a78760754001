using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.Analyzers.Flow;

/// <summary>Code that a type starts and leaves running, and whether a member that gives the object up waits for it. By names: a yes of a wait may be wrong.</summary>
internal static class StartedWork
{
    private static readonly string[] s_joins = ["Wait", "Join", "GetResult", "Stop", "Shutdown", "Close", "Complete", "WhenAll", "Drain", "Flush"];

    /// <summary>What starts the function, directly or through calls, where nobody waits for its end; null when it is not left running.</summary>
    public static Start? LeftRunning(FunctionSummary function, TypeSummary type)
    {
        foreach (var starter in type.Functions)
        {
            foreach (var start in starter.Starts)
            {
                if (type.Find(start.Function) is { } started && Reaches(started, function, type, []) && !IsAwaited(start.At) && !JoinsAfter(start))
                {
                    return start;
                }
            }
        }

        return null;
    }

    /// <summary>Whether the function, or one of its own type that it calls, may wait for something or tell it to end.</summary>
    public static bool MayJoin(FunctionSummary function, TypeSummary type, int depth = 0) =>
        function.Blocking.Count > 0
        || (BodyOf(function) is { } body && body.DescendantNodes().Any(IsJoin))
        || (depth < 3 && function.Calls.Any(call => type.Find(call.Target) is { } target && target != function && MayJoin(target, type, depth + 1)));

    private static bool Reaches(FunctionSummary from, FunctionSummary to, TypeSummary type, HashSet<FunctionSummary> seen)
    {
        for (var current = to; current is not null; current = current.Enclosing)
        {
            if (current == from)
            {
                return true;
            }
        }

        return seen.Add(from) && from.Calls.Any(call => type.Find(call.Target) is { } target && Reaches(target, to, type, seen));
    }

    private static bool IsAwaited(SyntaxNode start) =>
        start.AncestorsAndSelf().TakeWhile(static node => node is not (StatementSyntax or MemberDeclarationSyntax)).Any(static node => node is AwaitExpressionSyntax || IsJoin(node));

    private static bool JoinsAfter(Start start) =>
        start.At.FirstAncestorOrSelf<SyntaxNode>(static node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax) is { } body
        && body.DescendantNodes().Any(node => node.SpanStart > start.At.Span.End && IsJoin(node));

    private static bool IsJoin(SyntaxNode node) => node switch
    {
        AwaitExpressionSyntax => true,
        InvocationExpressionSyntax { Expression: var called } => NameOf(called) is { } name && Array.Exists(s_joins, word => name.StartsWith(word, StringComparison.Ordinal)),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } => true,
        _ => false,
    };

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static SyntaxNode? BodyOf(FunctionSummary function) =>
        function.Function.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
}
