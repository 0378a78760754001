using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>The offers to make a function that blocks async all the way up: as it is named, and with the names of the convention.</summary>
internal static class AllTheWayUp
{
    public static async Task<IReadOnlyList<SolutionProposal>> OffersAsync(Document document, ExpressionSyntax blocking, SemanticModel model, CancellationToken cancellation)
    {
        if (await MakeAsyncChain.PlanAsync(document, blocking, model, cancellation).ConfigureAwait(false) is not var (changed, members))
        {
            return [];
        }

        var title = $"Make async all the way up ({members} {(members == 1 ? "member changes" : "members change")})";
        var offers = new List<SolutionProposal> { new(title, "Make async all the way up", changed) };
        var touched = changed.GetChanges(document.Project.Solution).GetProjectChanges().SelectMany(project => project.GetChangedDocuments()).ToList();
        if (await MakeAsyncRename.ApplyAsync(changed, touched, cancellation).ConfigureAwait(false) is { } renamed)
        {
            offers.Add(new(title + ", with names in Async", "Make async all the way up, renamed", renamed));
        }

        return offers;
    }
}
