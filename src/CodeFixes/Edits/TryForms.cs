using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Unravel.CodeFixes.Edits;

/// <summary>
/// A question to a concurrent collection and an act on the answer become one call. Each form takes the act and gives the
/// statement or expression that changes, with what it becomes; null where the code has another form.
/// </summary>
internal static class TryForms
{
    /// <summary><c>if (!d.ContainsKey(k)) d[k] = v;</c> becomes <c>d.TryAdd(k, v);</c> when nothing else is in the if.</summary>
    public static (SyntaxNode Old, SyntaxNode New)? Add(ExpressionSyntax act)
    {
        if (act is not ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys } element
            || element.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax statement } assignment
            || assignment.Left != element
            || (statement.Parent is BlockSyntax { Statements.Count: 1 } ? statement.Parent.Parent : statement.Parent) is not IfStatementSyntax { Else: null } choice
            || choice.Condition is not PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ContainsKey" } asked } question }
            || !Asks(question, element.Expression, keys[0]))
        {
            return null;
        }

        var call = SyntaxFactory.ParseExpression($"{asked.Expression.WithoutTrivia()}.TryAdd({keys[0].WithoutTrivia()}, {assignment.Right.WithoutTrivia()})");
        return (choice, SyntaxFactory.ExpressionStatement(call).WithTriviaFrom(choice));
    }

    /// <summary><c>if (d.ContainsKey(k)) { … d[k] … }</c>, or the same as an expression, asks for the value instead.</summary>
    public static (SyntaxNode Old, SyntaxNode New)? Get(ExpressionSyntax act, SemanticModel model)
    {
        if (act is not ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys } element
            || element.Ancestors().FirstOrDefault(node => node is IfStatementSyntax choice && choice.Statement.Span.Contains(element.Span)
                || node is ConditionalExpressionSyntax conditional && conditional.WhenTrue.Span.Contains(element.Span)) is not { } guard)
        {
            return null;
        }

        var condition = guard is IfStatementSyntax { Condition: var asked } ? asked : ((ConditionalExpressionSyntax)guard).Condition;
        var first = condition;
        while (first is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression, Left: var left })
        {
            first = left;
        }

        if (first is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ContainsKey" } access } call
            || !Asks(call, element.Expression, keys[0]))
        {
            return null;
        }

        var name = Enumerable.Range(1, 9).Select(static number => number == 1 ? "value" : "value" + number).First(wanted => model.LookupSymbols(element.SpanStart, name: wanted).IsEmpty);
        SyntaxNode? otherwise = guard is IfStatementSyntax { Else: var no } ? no : ((ConditionalExpressionSyntax)guard).WhenFalse;
        var reads = guard.DescendantNodes().OfType<ElementAccessExpressionSyntax>()
            .Where(other => SyntaxFactory.AreEquivalent(other, element) && otherwise?.Span.Contains(other.Span) != true).ToList();
        var arguments = SyntaxFactory.ParseArgumentList($"({call.ArgumentList.Arguments}, out var {name})").WithTriviaFrom(call.ArgumentList);
        return reads.Exists(ElementWrites.Are) ? null
            : (guard, guard.ReplaceNodes(
                reads.Concat<SyntaxNode>([access.Name, call.ArgumentList]),
                (old, _) => old == access.Name ? SyntaxFactory.IdentifierName("TryGetValue")
                    : old == call.ArgumentList ? arguments
                    : SyntaxFactory.IdentifierName(name).WithTriviaFrom(old)));
    }

    /// <summary><c>if (!q.IsEmpty) { q.TryDequeue(out var x); … }</c> asks the call itself.</summary>
    public static (SyntaxNode Old, SyntaxNode New)? Ask(ExpressionSyntax act)
    {
        if (act is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } taken } call
            || !name.StartsWith("Try", StringComparison.Ordinal)
            || call.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax { Parent: IfStatementSyntax choice } block } statement
            || block != choice.Statement
            || block.Statements[0] != statement
            || !IsQuestion(choice.Condition, taken.Expression, call.ArgumentList.Arguments))
        {
            return null;
        }

        var rest = block.WithStatements(block.Statements.RemoveAt(0));
        return (choice, choice.WithCondition(call.WithoutTrivia()).WithStatement(rest).WithAdditionalAnnotations(Formatter.Annotation));
    }

    /// <summary><c>if (!d.TryGetValue(k, out var v)) { v = …; d[k] = v; }</c> becomes <c>var v = d.GetOrAdd(k, _ => …);</c>.</summary>
    public static (SyntaxNode Old, SyntaxNode New)? GetOrAdd(ExpressionSyntax act)
    {
        var stored = act is ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assigned } ? assigned.Parent : act.Parent;
        if (stored is not ExpressionStatementSyntax { Parent: BlockSyntax { Statements.Count: 2, Parent: IfStatementSyntax { Else: null, Parent: BlockSyntax } choice } block }
            || block.Statements[1] != stored
            || choice.Condition is not PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryGetValue" } asked, ArgumentList.Arguments: { Count: 2 } arguments } question }
            || !IsOfSame(act, question)
            || block.Statements[0] is not ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax variable, Right: var made } })
        {
            return null;
        }

        var name = variable.Identifier.ValueText;
        var declaration = arguments[1].Expression switch
        {
            DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax single } declared when single.Identifier.ValueText == name => $"{declared.Type} {name}",
            IdentifierNameSyntax { Identifier.ValueText: var known } when known == name => name,
            _ => null,
        };
        return declaration is null || !StoresVariable(act, name) || made.DescendantNodesAndSelf().Any(node => node is AwaitExpressionSyntax or IdentifierNameSyntax { Identifier.ValueText: "_" }) ? null
            : (choice, SyntaxFactory.ParseStatement($"{declaration} = {asked.Expression.WithoutTrivia()}.GetOrAdd({arguments[0].WithoutTrivia()}, _ => {made.WithoutTrivia()});").WithTriviaFrom(choice));
    }

    private static bool StoresVariable(ExpressionSyntax act, string name) => act switch
    {
        ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Right: IdentifierNameSyntax { Identifier.ValueText: var stored } } } => stored == name,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryAdd" }, ArgumentList.Arguments: { Count: 2 } arguments } =>
            arguments[1].Expression is IdentifierNameSyntax { Identifier.ValueText: var stored } && stored == name,
        _ => false,
    };

    private static bool IsOfSame(ExpressionSyntax act, InvocationExpressionSyntax question) => act switch
    {
        ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys } element => Asks(question, element.Expression, keys[0]),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: { Count: > 0 } given } => Asks(question, access.Expression, given[0]),
        _ => false,
    };

    /// <summary>The question is for that key of that collection: the act may stand in an if that asks for something else.</summary>
    private static bool Asks(InvocationExpressionSyntax question, ExpressionSyntax collection, ArgumentSyntax key) =>
        question.Expression is MemberAccessExpressionSyntax asked && IsSame(asked.Expression, collection)
        && question.ArgumentList.Arguments is { Count: > 0 } arguments && SyntaxFactory.AreEquivalent(arguments[0].Expression, key.Expression);

    private static bool IsSame(ExpressionSyntax one, ExpressionSyntax other) => SyntaxFactory.AreEquivalent(WithoutThis(one), WithoutThis(other));

    private static ExpressionSyntax WithoutThis(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } ? name : expression;

    private static bool IsQuestion(ExpressionSyntax condition, ExpressionSyntax collection, SeparatedSyntaxList<ArgumentSyntax> given) => condition switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsEmpty" } asked } =>
            IsSame(asked.Expression, collection),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.GreaterThanExpression, Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" } asked, Right: LiteralExpressionSyntax { Token.ValueText: "0" } } =>
            IsSame(asked.Expression, collection),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ContainsKey" } } question => given.Count > 0 && Asks(question, collection, given[0]),
        _ => false,
    };
}
