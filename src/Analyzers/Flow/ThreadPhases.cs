using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Before a function starts its threads, and after it has waited for their end, it is alone with what they share. Read
/// from the order in the source: loops that start and join again are rare.
/// </summary>
internal static class ThreadPhases
{
    public static bool IsAlone(FieldAccess access)
    {
        var function = access.Function;
        var at = access.Operation.Syntax.SpanStart;
        if (function.Starts.Count > 0 && function.Starts.TrueForAll(start => RunsFrom(start) > at))
        {
            return true;
        }

        return Root(access.Operation.Syntax) is { } body && function.FirstJoin.GetOrAdd(body, root => FirstJoin(root, function)) <= at;
    }

    // Where the first wait for what was started ends.
    private static int FirstJoin(SyntaxNode body, FunctionSummary function)
    {
        var first = int.MaxValue;
        if (!MayJoin(CodeText.Of(body)))
        {
            return first;
        }

        foreach (var node in body.DescendantNodes(node => node == body || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            if (node.Span.End < first && IsJoin(node, function))
            {
                first = node.Span.End;
            }
        }

        return first;
    }

    private static bool MayJoin(CodeText text) => text.Has("Wait") || text.Has("Join") || text.Has("await");

    // A thread that is made runs when it is started.
    private static int RunsFrom(Start start) =>
        start.Use.Api == "new Thread" && Root(start.At.Parent ?? start.At)?.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .FirstOrDefault(member => member.SpanStart > start.At.SpanStart && member.Name.Identifier.ValueText == "Start") is { } started
                ? started.SpanStart
                : start.At.SpanStart;

    private static bool IsJoin(SyntaxNode node, FunctionSummary function) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Join" } call } => function.Blocking.Exists(step => step.Operation.Syntax == call.Parent),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAll" } } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } } => function.Starts.Count > 0 && function.Starts.TrueForAll(start => start.At.Span.End <= node.Span.End),
        AwaitExpressionSyntax { Expression: var awaited } => awaited.ToString().Contains("WhenAll")
            || (function.Starts.Count > 0 && function.Starts.TrueForAll(start => awaited.Span.Contains(start.At.Span)))
            || (awaited is IdentifierNameSyntax && function.Starts.Count > 0 && function.Starts.TrueForAll(start => start.At.Span.End <= node.SpanStart)),
        _ => false,
    };

    private static SyntaxNode? Root(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(static ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax);
}
