package forum

import (
	"context"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/store"
)

// Publication is a published rulebook or questionnaire that a cycle may pin.
type Publication struct {
	Edition
	Title lang.Text
}

// Publications lists rulebooks and questionnaires, the newest first.
func (d *Desk) Publications(ctx context.Context, who identity.Actor) (rulebooks, questionnaires []Publication, err error) {
	if err := who.May(identity.ReadPublications); err != nil {
		return nil, nil, err
	}
	rulebooks, questionnaires = []Publication{}, []Publication{}
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		scored, err := tx.Publications("rulebook")
		if err != nil {
			return err
		}
		for _, row := range scored {
			rules, err := d.rulebook(tx, row.Digest)
			if err != nil {
				return err
			}
			rulebooks = append(rulebooks, Publication{Edition{row.Name, row.Version, row.Digest}, rules.Title})
		}
		asked, err := tx.Publications("questionnaire")
		for _, row := range asked {
			questions, err := readQuestionnaire(row)
			if err != nil {
				return err
			}
			questionnaires = append(questionnaires, Publication{Edition{row.Name, row.Version, row.Digest}, questions.Title})
		}
		return err
	})
	return rulebooks, questionnaires, err
}

func readQuestionnaire(row store.Publication) (*questionnaire.Definition, error) {
	questions, issues := questionnaire.Load([]byte(row.Body), row.Name+" "+row.Version)
	if questions == nil {
		return nil, fault.New(fault.Internal, "fault.internal").With(issues)
	}
	return questions, nil
}
